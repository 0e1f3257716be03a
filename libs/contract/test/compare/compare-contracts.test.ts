import { describe, expect, it } from 'vitest';
import { type ContractChange, compareContracts, readContract } from '../../src/compare/index.ts';
import type { SchemaFile } from '../../src/compile/index.ts';
import { filesEdited, shippedFiles } from '../schema-files.ts';

const API = `scalar SafeInt
scalar Date
type Query {
  day(date: Date!, first: Int = 10): Day
  list: [Day!]
}
type Day {
  "The day."
  run_date: String!
  old: String @deprecated(reason: "not needed")
  rows: [Row!]!
}
enum Mood { GOOD BAD }
type Face { mood: Mood! }
`;
const DATA = `type Row @dataset(name: "daily_rows", from: "Event", partitionBy: ["run_date", "region"]) {
  kind: String! @dimension
  hits: SafeInt! @measure(agg: COUNT)
  money: Float @measure(agg: SUM, of: "amount") @column(unit: "EUR")
}
type Event {
  id: ID
  at: DateTime
  kind: String!
  region: String!
  amount: Decimal @column(type: DECIMAL, precision: 18, scale: 4, unit: "EUR")
  length: Int
}
extend type Event @source(name: "events", format: NDJSON, to: "Event")
`;
const files = (api = API, data = DATA): SchemaFile[] => [
  { path: 'api.graphql', text: `${api}\nscalar DateTime\n` },
  { path: 'datasets/rows.graphql', text: data },
];

const base = readContract(files());

function compare(api: string, data: string): ContractChange[] {
  return compareContracts(base, readContract(files(api, data)));
}
const ofApi = (from: string, to: string) => compare(replaced(API, from, to), DATA);
const ofData = (from: string, to: string) => compare(API, replaced(DATA, from, to));

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`The fixture does not have ${from}.`);
  return text.replace(from, to);
}

/** Rule, coordinate, and the verdicts for code, wire and storage. */
const short = (changes: readonly ContractChange[]) =>
  changes.map(({ rule, coordinate, verdicts }) => [
    rule,
    coordinate,
    [verdicts.code, verdicts.wire, verdicts.storage].map((verdict) => verdict[0]).join(''),
  ]);

describe('what clients ask', () => {
  it('says nothing of a contract that is the same', () => {
    expect(compare(API, DATA)).toEqual([]);
  });

  it.each([
    ['a description', '"The day."', '"The business day."', [['description-changed', 'Day.run_date', 'sss']]],
    ['a deprecation', ' @deprecated(reason: "not needed")', '', [['deprecation-changed', 'Day.old', 'sss']]],
    ['a new field', 'rows:', 'more: Int rows:', [['field-added', 'Day.more', 'sss']]],
    ['a new type', 'enum Mood', 'type New { a: Int } enum Mood', [['type-added', 'New', 'sss']]],
    ['a reorder', 'GOOD BAD', 'BAD GOOD', [['order-changed', 'Mood', 'sss']]],
    [
      'a new optional argument',
      'first: Int = 10',
      'first: Int = 10, last: Int',
      [['argument-added', 'Query.day(last:)', 'sas']],
    ],
    [
      'a new default',
      'first: Int = 10',
      'first: Int = 20',
      [['argument-default-changed', 'Query.day(first:)', 'sas']],
    ],
    [
      'a default that goes',
      'first: Int = 10',
      'first: Int',
      [['argument-default-changed', 'Query.day(first:)', 'sas']],
    ],
    ['a new enum value', 'GOOD BAD', 'GOOD BAD UGLY', [['enum-value-added', 'Mood.UGLY', 'aas']]],
    [
      'a null that may come',
      'run_date: String!',
      'run_date: String',
      [['field-made-nullable', 'Day.run_date', 'aas']],
    ],
    ['a null that may come in a list', '[Row!]!', '[Row]!', [['field-type-widened', 'Day.rows', 'aas']]],
    ['a null that never comes', 'old: String', 'old: String!', [['field-made-required', 'Day.old', 'ass']]],
    [
      'an argument that may be left out',
      'date: Date!',
      'date: Date',
      [['argument-made-optional', 'Query.day(date:)', 'aas']],
    ],
    [
      'an argument that must be given',
      'first: Int = 10',
      'first: Int!',
      [['argument-made-required', 'Query.day(first:)', 'ffs']],
    ],
    [
      'a null that is refused',
      'first: Int = 10',
      'first: Int! = 10',
      [['argument-made-required', 'Query.day(first:)', 'ffs']],
    ],
    [
      'a new argument that must be given',
      'first: Int = 10',
      'first: Int = 10, last: Int!',
      [['argument-added-required', 'Query.day(last:)', 'ffs']],
    ],
    ['an argument that goes', ', first: Int = 10', '', [['argument-removed', 'Query.day(first:)', 'ffs']]],
    ['a field that goes', '  list: [Day!]\n', '', [['field-removed', 'Query.list', 'ffs']]],
    ['another name', 'list:', 'days:', [['field-renamed', 'Query.list', 'ffs']]],
    ['another type', 'old: String', 'old: Boolean', [['field-type-changed', 'Day.old', 'ffs']]],
    ['an enum value that goes', 'GOOD BAD', 'GOOD', [['enum-value-removed', 'Mood.BAD', 'ffs']]],
    [
      'a type that goes',
      'enum Mood { GOOD BAD }\ntype Face { mood: Mood! }',
      'enum Mood { GOOD BAD }',
      [['type-removed', 'Face', 'ffs']],
    ],
    ['a list that is none', 'list: [Day!]', 'list: Day', [['field-type-changed', 'Query.list', 'ffs']]],
  ])('judges %s', (_, from, to, expected) => {
    expect(short(ofApi(from, to))).toEqual(expected);
  });
});

describe('what is published', () => {
  const column = '  money: Float @measure(agg: SUM, of: "amount") @column(unit: "EUR")\n';

  it.each([
    [
      'a new column',
      column,
      `${column}  most: Int @measure(agg: MAX, of: "length")\n`,
      [['column-added', 'Row.most', 'sss']],
    ],
    [
      'a new column without null',
      column,
      `${column}  people: SafeInt! @measure(agg: COUNT, of: "id")\n`,
      [['column-added-required', 'Row.people', 'ssf']],
    ],
    ['a column that goes', column, '', [['column-removed', 'Row.money', 'ffa']]],
    [
      'a unit',
      'SUM, of: "amount") @column(unit: "EUR")',
      'SUM, of: "amount") @column(unit: "USD")',
      [['unit-changed', 'Row.money', 'sff']],
    ],
    [
      'an aggregation',
      'agg: COUNT',
      'agg: COUNT, of: "id"',
      [['measured-column-changed', 'Row.hits', 'sff']],
    ],
    [
      'a condition',
      'agg: COUNT',
      'agg: COUNT, where: "amount > 0"',
      [['condition-changed', 'Row.hits', 'sff']],
    ],
    ['a partition column', '["run_date", "region"]', '["run_date"]', [['partition-changed', 'Row', 'fff']]],
    ['the name of the table', '"daily_rows"', '"rows_a_day"', [['dataset-renamed', 'Row', 'fff']]],
    [
      'an event that may lack a field',
      'kind: String!\n  region',
      'kind: String!\n  note: String\n  region',
      [['event-field-added', 'Event.note', 'sss']],
    ],
    [
      'an event that must have a field',
      'kind: String!\n  region',
      'kind: String!\n  note: String!\n  region',
      [['event-field-added-required', 'Event.note', 'ssf']],
    ],
    [
      'another identity',
      '  id: ID\n',
      '  id: String\n',
      [
        ['event-identity-changed', 'Event', 'sff'],
        ['event-field-type-widened', 'Event.id', 'ssa'],
      ],
    ],
    [
      'another time',
      '  at: DateTime\n',
      '  first: DateTime\n  at: DateTime\n',
      [
        ['event-time-changed', 'Event', 'sff'],
        ['event-field-added', 'Event.first', 'sss'],
      ],
    ],
    ['another format', 'NDJSON', 'CSV', [['source-format-changed', 'source:events', 'ssf']]],
    ['another name of a source', '"events"', '"log"', [['source-renamed', 'source:events', 'ssf']]],
  ])('judges %s', (_, from, to, expected) => {
    expect(short(ofData(from, to))).toEqual(expected);
  });

  it('follows a type from the event to the sums that are made of it', () => {
    expect(short(ofData('length: Int', 'length: SafeInt'))).toEqual([
      ['event-field-type-widened', 'Event.length', 'ssa'],
    ]);
    expect(short(ofData('precision: 18', 'precision: 20'))).toEqual([
      ['column-type-widened', 'Row.money', 'aaa'],
      ['event-field-type-widened', 'Event.amount', 'ssa'],
    ]);
  });

  it('names every served coordinate of a column, and no other', () => {
    const [change] = ofData(column, '');
    expect(change?.served).toEqual(['Row.money', 'DailyRowsRow.money']);
    const [dimension] = ofData('  kind: String! @dimension\n', '');
    expect(dimension?.served).toEqual([
      'Row.kind',
      'DailyRowsRow.kind',
      'DailyRowsDimension.kind',
      'DailyRowsFilter.kind',
    ]);
    const hours = DATA.replace(
      'kind: String! @dimension',
      'hour: DateTime @dimension(of: "at", grain: HOUR)',
    );
    const [time] = compareContracts(
      readContract(files(API, hours)),
      readContract(files(API, hours.replace(/ {2}hour: .*\n/, ''))),
    );
    expect(time?.served).toContain('DailyRowsRange.hour');
  });

  it('says where', () => {
    const [change] = ofData('"EUR")\n}', '"USD")\n}');
    expect(change?.place).toEqual({ file: 'datasets/rows.graphql', line: 4, column: 3 });
  });
});

describe('what is easily missed', () => {
  it('is the sum behind a mean: it follows the event, and old days hold the old one', () => {
    const withMean = DATA.replace('  money:', '  typical: Float @measure(agg: AVG, of: "length")\n  money:');
    const before = readContract(files(API, withMean));
    const after = readContract(files(API, replaced(withMean, 'length: Int', 'length: Float')));
    expect(short(compareContracts(before, after))).toContainEqual([
      'column-type-changed',
      'Row.typical',
      'fff',
    ]);
  });

  it('is a root that is asked', () => {
    expect(
      short(compare(`${API}\nschema { query: Q2 }\ntype Q2 { a: Int }`, DATA)).map(([rule]) => rule),
    ).toContain('schema-roots-changed');
  });

  it('is a directive that no rule knows', () => {
    const inputs = `${API}\ninput Wish { a: Int b: Int }`;
    const before = readContract(files(inputs));
    const after = readContract(files(inputs.replace('input Wish', 'input Wish @oneOf')));
    expect(short(compareContracts(before, after))).toEqual([['directive-changed', 'Wish', 'fff']]);
  });

  it('is another file that is called like the one of the directives', () => {
    const others = (agg: string) => [
      ...files(),
      {
        path: 'datasets/x-directives.graphql',
        text: `type Other @dataset(name: "other_rows", from: "Event", partitionBy: ["run_date"]) { n: Int @measure(agg: ${agg}, of: "length") }`,
      },
    ];
    const changes = compareContracts(readContract(others('MIN')), readContract(others('MAX')));
    expect(short(changes)).toEqual([['aggregation-changed', 'Other.n', 'sff']]);
  });

  it('is how contracts are written', () => {
    const before = readContract(shippedFiles());
    const after = readContract(
      filesEdited('directives.graphql', 'zone: String = "UTC"', 'zone: String = "CET"'),
    );
    expect(short(compareContracts(before, after))).toEqual([
      ['language-changed', 'directives.graphql', 'ssa'],
    ]);
  });

  it('is not white space, nor a comment, in SQL', () => {
    const counted = DATA.replace('agg: COUNT)', 'agg: COUNT, where: "kind = \'a  b\'")');
    const before = readContract(files(API, counted));
    const spaced = readContract(files(API, counted.replace("kind = 'a  b'", "kind  =  'a  b'")));
    expect(compareContracts(before, spaced)).toEqual([]);
    const other = readContract(files(API, counted.replace("kind = 'a  b'", "kind = 'a b'")));
    expect(short(compareContracts(before, other))).toEqual([['condition-changed', 'Row.hits', 'sff']]);
  });

  it('is not an order that says nothing', () => {
    const roles = (list: string) =>
      readContract(files(API, DATA.replace('@dimension', `@dimension @access(roles: [${list}])`)));
    expect(compareContracts(roles('"a", "b"'), roles('"b", "a"'))).toEqual([]);
  });

  it('is no rename where the old one was given a sunset, or stands elsewhere', () => {
    const before = readContract(
      files(
        replaced(
          API,
          'old: String @deprecated(reason: "not needed")',
          'old: String @sunset(after: "2024-01-01")',
        ),
      ),
    );
    const after = readContract(
      files(replaced(API, 'old: String @deprecated(reason: "not needed")', 'fresh: String')),
    );
    expect(
      short(compareContracts(before, after))
        .map(([rule]) => rule)
        .sort(),
    ).toEqual(['field-added', 'field-removed']);
    expect(
      short(ofApi('enum Mood { GOOD BAD }', 'enum Mood { UGLY GOOD }'))
        .map(([rule]) => rule)
        .sort(),
    ).toEqual(['enum-value-added', 'enum-value-removed']);
  });

  it('is a type whose every field was given a sunset: it goes with the last of them', () => {
    const dying = 'type Dying { a: Int @sunset(after: "2024-01-01") b: Int @sunset(after: "2024-03-01") }';
    const before = readContract(files(`${API}\n${dying}`));
    expect(compareContracts(before, base)[0]).toMatchObject({ rule: 'type-removed', sunset: '2024-03-01' });
  });
});
