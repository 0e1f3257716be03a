import type { ColumnType, StoredColumn } from '@datahub/contract';
import { describe, expect, it } from 'vitest';
import { fromDuckdb, fromSpark, NESTED } from '../src/serving/found-type.ts';
import { judgeColumns } from '../src/serving/judge-columns.ts';

const money: ColumnType = { kind: 'decimal', precision: 28, scale: 4 };
const column = (type: ColumnType, nullable = true, name = 'a'): StoredColumn => ({ name, type, nullable });
const judge = (expected: readonly StoredColumn[], found: Record<string, string>, suspectRenames = true) =>
  judgeColumns(expected, new Map(Object.entries(found)), { suspectRenames });

describe('a column of another type', () => {
  // Delta Lake protocol, "Type Widening"; unsigned types and those without a zone are Parquet's.
  it.each<[ColumnType, string[]]>([
    [{ kind: 'string' }, []],
    [{ kind: 'boolean' }, []],
    [{ kind: 'date' }, []],
    [{ kind: 'int' }, ['tinyint', 'smallint', 'unsigned tinyint', 'unsigned smallint']],
    [
      { kind: 'bigint' },
      ['tinyint', 'smallint', 'int', 'unsigned tinyint', 'unsigned smallint', 'unsigned int'],
    ],
    [
      { kind: 'double' },
      ['tinyint', 'smallint', 'int', 'unsigned tinyint', 'unsigned smallint', 'unsigned int', 'float'],
    ],
    [{ kind: 'timestamp' }, ['timestamp_ntz']],
    [
      money,
      [
        'tinyint',
        'smallint',
        'int',
        'bigint',
        'unsigned tinyint',
        'unsigned smallint',
        'unsigned int',
        'decimal(9,2)',
        'decimal(24,0)',
        'decimal(27,3)',
      ],
    ],
  ])('reads as %j where no value is lost, and as nothing else', (type, narrower) => {
    const types = [
      ...[
        'string',
        'boolean',
        'date',
        'timestamp',
        'timestamp_ntz',
        'timestamp_ns',
        'float',
        'double',
        'blob',
      ],
      ...['tinyint', 'smallint', 'int', 'bigint', 'hugeint', NESTED],
      ...['unsigned tinyint', 'unsigned smallint', 'unsigned int', 'unsigned bigint'],
      ...[
        'decimal(9,2)',
        'decimal(24,0)',
        'decimal(27,3)',
        'decimal(28,4)',
        'decimal(28,5)',
        'decimal(29,4)',
        'decimal(38,0)',
      ],
    ];
    const verdictOf = (found: string) => judge([column(type)], { a: found }).compatibility;
    const same = type.kind === 'decimal' ? 'decimal(28,4)' : type.kind;
    for (const found of types) {
      const expected =
        found === same ? 'COMPATIBLE' : narrower.includes(found) ? 'ADAPTABLE' : 'INCOMPATIBLE';
      expect([found, verdictOf(found)]).toEqual([found, expected]);
    }
  });

  it('is told with what was expected and found', () => {
    expect(judge([column({ kind: 'bigint' })], { a: 'string' })).toEqual({
      compatibility: 'INCOMPATIBLE',
      misfits: [{ column: 'a', expected: 'bigint', found: 'string', adaptation: null }],
    });
    expect(judge([column({ kind: 'bigint' })], { a: 'int' }).misfits).toEqual([
      { column: 'a', expected: 'bigint', found: 'int', adaptation: 'reads as bigint' },
    ]);
  });
});

describe('a missing column', () => {
  it('reads as null where it may', () => {
    expect(judge([column(money)], { other: 'boolean' })).toEqual({
      compatibility: 'ADAPTABLE',
      misfits: [{ column: 'a', expected: 'decimal(28,4)', found: 'missing', adaptation: 'reads as null' }],
    });
  });

  it('is none to do without where it is required', () => {
    expect(judge([column(money, false)], {})).toMatchObject({
      compatibility: 'INCOMPATIBLE',
      misfits: [{ column: 'a', found: 'missing', adaptation: null }],
    });
  });

  it('was renamed where one is there that nobody knows and that would fit', () => {
    const found = { b: 'decimal(20,2)' };
    expect(judge([column(money)], found)).toMatchObject({
      compatibility: 'INCOMPATIBLE',
      misfits: [
        { found: 'missing (there is b, unknown to the contract: was it renamed?)', adaptation: null },
      ],
    });
    expect(judge([column(money)], found, false).compatibility).toBe('ADAPTABLE');
    expect(judge([column(money), column(money, true, 'b')], found).compatibility).toBe('ADAPTABLE');
  });
});

it('leaves surplus columns alone, and order', () => {
  const expected = [column({ kind: 'int' }), column({ kind: 'string' }, false, 'b')];
  expect(judge(expected, { z: 'blob', b: 'string', a: 'int' })).toEqual({
    compatibility: 'COMPATIBLE',
    misfits: [],
  });
});

it('gives the worst of several verdicts, and tells all differences', () => {
  const expected = [
    column({ kind: 'bigint' }),
    column({ kind: 'string' }, false, 'b'),
    column(money, true, 'c'),
  ];
  const { compatibility, misfits } = judge(expected, { a: 'int', b: 'date' });
  expect(compatibility).toBe('INCOMPATIBLE');
  expect(misfits.map(({ column, adaptation }) => [column, adaptation])).toEqual([
    ['a', 'reads as bigint'],
    ['b', null],
    ['c', 'reads as null'],
  ]);
});

it('knows the words of both formats', () => {
  expect(
    ['VARCHAR', 'INTEGER', 'BIGINT', 'DECIMAL(28,4)', 'TIMESTAMP WITH TIME ZONE', 'UTINYINT'].map(fromDuckdb),
  ).toEqual(['string', 'int', 'bigint', 'decimal(28,4)', 'timestamp', 'unsigned tinyint']);
  expect(
    ['string', 'integer', 'long', 'short', 'decimal(28,4)', 'timestamp', { type: 'array' }].map(fromSpark),
  ).toEqual(['string', 'int', 'bigint', 'smallint', 'decimal(28,4)', 'timestamp', NESTED]);
});
