import { type DatasetIr, figuresOf } from '@datahub/contract';
import { clientError } from '../errors.ts';
import type { Hub } from '../serving/open-hub.ts';
import type { ServedVersion } from '../serving/served-version.ts';
import { servingNames } from '../serving/serving-names.ts';
import { pageWindows } from './page-windows.ts';
import { type OverflowQuery, planOverflow } from './plan-overflow.ts';
import { groupType, type PageRequest, planCount, planPage, type RowsRequest } from './plan-rows.ts';
import { type EngineValue, toWire, type WireValue } from './wire-values.ts';

/** A row as it is served, by column. */
export type WireRow = Readonly<Record<string, WireValue>>;

/** Rows of one version, in the order of `groupBy`. */
export async function readRows(
  query: Hub['query'],
  dataset: DatasetIr,
  version: ServedVersion,
  rows: RowsRequest,
  page: PageRequest,
): Promise<readonly WireRow[]> {
  const source = { names: servingNames(dataset), generation: version.generation };
  const columns = [
    ...rows.groupBy.map((name) => ({ name, type: groupType(dataset, name) })),
    ...figuresOf(dataset),
  ];
  let found: readonly (readonly EngineValue[])[] = [];
  for (const window of pageWindows(dataset, version, rows, page)) {
    try {
      found = await query(planPage(dataset, source, window, page));
    } catch (cause) {
      // A sum that leaves its type is the client's to know of; every other failure is the server's.
      const measure = await findOverflow(query, planOverflow(dataset, source, window));
      if (measure === null) throw cause;
      throw clientError('NUMBER_TOO_LARGE', { value: `A sum of ${measure}` }, cause);
    }
    if (page.first !== null && found.length >= page.first) break;
  }
  return found.map((values) =>
    Object.fromEntries(columns.map(({ name, type }, index) => [name, toWire(type, values[index] ?? null)])),
  );
}

/** How many rows there are on all pages together. */
export async function countRows(
  query: Hub['query'],
  dataset: DatasetIr,
  version: ServedVersion,
  rows: RowsRequest,
): Promise<number> {
  const source = { names: servingNames(dataset), generation: version.generation };
  const [[count] = []] = await query(planCount(dataset, source, rows));
  return Number(count ?? 0);
}

/** The measure whose sum leaves its type; null where that is not why the rows could not be read. */
async function findOverflow(query: Hub['query'], planned: OverflowQuery): Promise<string | null> {
  if (planned.measures.length === 0) return null;
  const [overflows = []] = await query(planned);
  return planned.measures.find((_, index) => overflows[index] === true) ?? null;
}
