import { type DatasetIr, figuresOf } from '@datahub/contract';
import { clientError } from '../errors.ts';
import type { Hub } from '../serving/open-hub.ts';
import type { ServedVersion } from '../serving/served-version.ts';
import { servingNames } from '../serving/serving-names.ts';
import { pageWindows } from './page-windows.ts';
import {
  groupType,
  type PageRequest,
  type PlannedQuery,
  planCount,
  planPage,
  type RowsRequest,
} from './plan-rows.ts';
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
    found = await run(query, planPage(dataset, source, window, page));
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
  const [[count] = []] = await run(query, planCount(dataset, source, rows));
  return Number(count ?? 0);
}

/** A sum that leaves its type is the client's to know of; every other failure is the server's. */
async function run(query: Hub['query'], planned: PlannedQuery): Promise<readonly (readonly EngineValue[])[]> {
  try {
    return await query(planned);
  } catch (cause) {
    if (cause instanceof Error && /out of range/i.test(cause.message)) {
      throw clientError('NUMBER_TOO_LARGE', { value: 'A sum' }, cause);
    }
    throw cause;
  }
}
