import { contract, type DatasetIr } from '@datahub/contract';
import { clientError, invalidArgument } from '../errors.ts';
import { decodeCursor, encodeCursor, questionOf } from '../query/cursor.ts';
import { allGroups, type FilterValue, type RowsRequest } from '../query/plan-rows.ts';
import { countRows, readRows, type WireRow } from '../query/read-rows.ts';
import { toCursorText } from '../query/wire-values.ts';
import type { Dataset } from '../serving/follow-dataset.ts';
import type { Reading } from '../serving/open-reading.ts';
import type { ServedVersion } from '../serving/served-version.ts';
import type { DatasetField, PageField } from './answered.ts';

const LARGEST_PAGE = 10_000;
const MOST_FILTER_VALUES = 10_000;

/** Arguments of every dataset's generic field; the schema says what they mean. */
export interface PageArguments {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly filter?: Readonly<Record<string, readonly FilterValue[] | null | undefined>> | null;
  readonly range?: Readonly<Record<string, RangeArgument | null | undefined>> | null;
  readonly groupBy?: readonly string[] | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

interface RangeArgument {
  readonly from?: FilterValue | null;
  readonly to?: FilterValue | null;
}

type DatasetResolver = (
  parent: unknown,
  args: PageArguments,
  context: { readonly reading: Reading },
) => Record<PageField, unknown>;

/** The generic field of each dataset of the contract. */
export function datasetResolvers() {
  const resolvers = Object.fromEntries(
    contract.datasets.map((ir): [string, DatasetResolver] => [
      ir.fieldName,
      (_, args, { reading }) => {
        const dataset = reading.datasets.get(ir.name);
        if (dataset === undefined) throw new Error(`no dataset ${ir.name} is open`);
        return answerPage(reading, dataset, args);
      },
    ]),
  );
  return resolvers as Record<DatasetField, DatasetResolver>; // the schema's fields are made of the same list
}

/** One page. What is not asked for is not computed: rows and their number are functions that GraphQL calls. */
export function answerPage(reading: Reading, dataset: Dataset, args: PageArguments) {
  const { ir } = dataset;
  const rows = readArguments(ir, args);
  const first = args.first ?? 1000;
  if (!(first >= 1 && first <= LARGEST_PAGE)) {
    throw invalidArgument('first', `${first} is not from 1 to ${LARGEST_PAGE}`);
  }
  const { version, after } = locate(reading, dataset, rows, args.after ?? null);
  if (version === null) return { rows: [], totalCount: 0, endCursor: null, version: null };
  const page = once(async () => {
    // One more than asked for tells whether there is another page.
    const found = await readRows(reading.query, ir, version, rows, { first: first + 1, after });
    return { rows: found.slice(0, first), hasMore: found.length > first };
  });
  return {
    rows: async () => (await page()).rows,
    totalCount: () =>
      reading.rememberCount(version, questionOf(ir.name, rows), () =>
        countRows(reading.query, ir, version, rows),
      ),
    endCursor: async () => {
      const { rows: shown, hasMore } = await page();
      return hasMore ? encodeCursor(cursorAt(version, rows, shown.at(-1)), ir.name, rows) : null;
    },
    version: version.snapshot.version,
  };
}

function readArguments(ir: DatasetIr, { from, to, filter, range, groupBy }: PageArguments): RowsRequest {
  if (from != null && to != null && from > to) {
    throw invalidArgument('to', `${to} is before ${from}, where the range begins`);
  }
  const filters = Object.entries(filter ?? {}).flatMap(([name, values]) =>
    values ? [[name, values] as const] : [],
  );
  const given = filters.reduce((sum, [, values]) => sum + values.length, 0);
  if (given > MOST_FILTER_VALUES) {
    throw invalidArgument('filter', `${given} values are more than ${MOST_FILTER_VALUES}`);
  }
  return {
    from: from ?? null,
    to: to ?? null,
    filter: Object.fromEntries(filters),
    range: readRanges(range ?? {}),
    groupBy: groupBy ? [...new Set(groupBy)] : allGroups(ir),
  };
}

/** A range that begins behind its end holds nothing, and is a mistake; texts of instants compare as instants do. */
function readRanges(range: NonNullable<PageArguments['range']>): RowsRequest['range'] {
  const ranges = Object.entries(range).flatMap(([name, given]) => {
    if (!given) return [];
    const { from = null, to = null } = given;
    if (from !== null && to !== null && from > to) {
      throw invalidArgument('range', `${name} ends at ${to}, before ${from}, where it begins`);
    }
    return [[name, { from, to }] as const];
  });
  return Object.fromEntries(ranges);
}

/** The version to read, and the group behind which the page begins. Pages of one question are of one version. */
function locate(reading: Reading, dataset: Dataset, rows: RowsRequest, after: string | null) {
  const current = reading.versionOf(dataset);
  if (after === null) return { version: current, after: null };
  const cursor = decodeCursor(after, dataset.ir.name, rows);
  const isCurrent =
    current?.snapshot.version === cursor.version && current.snapshot.metadata.id === cursor.table;
  const version = isCurrent ? current : reading.keptVersion(dataset, cursor.table, cursor.version);
  if (version === null) {
    throw clientError('CURSOR_EXPIRED', {
      dataset: dataset.ir.name,
      cursorVersion: cursor.version,
      version: current?.snapshot.version ?? null,
    });
  }
  return { version, after: cursor.group };
}

function cursorAt({ snapshot }: ServedVersion, rows: RowsRequest, last: WireRow | undefined) {
  const group = rows.groupBy.map((name) => toCursorText(last?.[name]));
  return { table: snapshot.metadata.id, version: snapshot.version, group };
}

function once<T>(compute: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= compute();
    return result;
  };
}
