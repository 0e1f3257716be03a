// What the page shows is said by its address, whole: it can be bookmarked, sent, and asked for without JavaScript.

export const SPANS = ['1', '7', '28', '90', 'all'] as const;
export const COMPARISONS = ['week', 'previous', 'year', 'none'] as const;
export const SPLITS = ['kind', 'total'] as const;
export const TABLES = ['kind', 'region', 'day'] as const;

/** How many days the period has that ends on the chosen day. */
export type Span = (typeof SPANS)[number];
export type Comparison = (typeof COMPARISONS)[number];
export type Split = (typeof SPLITS)[number];
export type TableRows = (typeof TABLES)[number];

export interface ViewState {
  /** Last day of the period, as asked: it may be no date, or have no data. Null: the newest day, whichever that is. */
  readonly date: string | null;
  readonly span: Span;
  /** As asked: there may be no such region. Null: all. */
  readonly region: string | null;
  /** Name of a figure of the dataset. */
  readonly measure: string;
  readonly compare: Comparison;
  /** Whether the chart has a line for each kind of event, or one in all. */
  readonly split: Split;
  /** What the table has a row for. */
  readonly table: TableRows;
}

/** The part of the state that figures depend on; the rest says how they are shown. */
export type Selection = Pick<ViewState, 'date' | 'span' | 'region' | 'compare'>;

export function selectionOf({ date, span, region, compare }: ViewState): Selection {
  return { date, span, region, compare };
}

/** A parameter whose value means nothing here; the default was taken. */
export interface Ignored {
  readonly parameter: string;
  readonly value: string;
}

/** Longer than any region may be (128 bytes): what is cut here is unknown anyway. */
const LONGEST = 256;

/** Reads the query of an address. Never throws: what means nothing is listed in `ignored`. `measures` has at least one. */
export function parseViewState(
  query: Readonly<Record<string, unknown>>,
  measures: readonly string[],
): { readonly state: ViewState; readonly ignored: readonly Ignored[] } {
  const ignored: Ignored[] = [];
  const choose = <Choice extends string>(
    parameter: string,
    choices: readonly Choice[],
    fallback: Choice,
  ): Choice => {
    const value = readText(query, parameter);
    if (value === null) return fallback;
    const choice = choices.find((one) => one === value);
    if (choice === undefined) ignored.push({ parameter, value });
    return choice ?? fallback;
  };
  const state: ViewState = {
    date: readText(query, 'date'),
    span: choose('span', SPANS, '1'),
    region: readText(query, 'region'),
    measure: choose('measure', measures, measures[0] ?? ''),
    compare: choose('compare', COMPARISONS, 'week'),
    split: choose('split', SPLITS, 'kind'),
    table: choose('table', TABLES, 'kind'),
  };
  return { state, ignored };
}

/** The query that {@link parseViewState} reads the same state from; defaults are left out. */
export function serialiseViewState(state: ViewState, measures: readonly string[]): Record<string, string> {
  const defaults = parseViewState({}, measures).state;
  const query: Record<string, string> = {};
  for (const [parameter, value] of Object.entries(state) as [keyof ViewState, string | null][]) {
    if (value !== null && value !== defaults[parameter]) query[parameter] = value;
  }
  return query;
}

/** The first value of a parameter; null where there is none, or an empty one. */
function readText(query: Readonly<Record<string, unknown>>, parameter: string): string | null {
  if (!Object.hasOwn(query, parameter)) return null;
  const given = query[parameter];
  const value: unknown = Array.isArray(given) ? given[0] : given;
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST) : null;
}
