import type { ContractIr } from '@datahub/contract';
import type { ContractChange } from '@datahub/contract/compare';
import { describe, expect, it } from 'vitest';
import { findDoubtfulSql } from '../../src/impact/sources/find-doubtful-sql.ts';

const SQL = `-- Land is where the parcel goes.
SELECT
  CASE WHEN Land = 'Land' THEN NULL ELSE Land END AS region,
  Landing AS port
FROM input
`;

const contract = {
  sources: [{ typeName: 'Line', event: 'Sale', sqlFile: 'shop.sql' }],
} as unknown as ContractIr;

function doubts(coordinate: string, verdict: ContractChange['verdict'] = 'forbidden') {
  const change = { coordinate, verdict, message: 'It changes.' } as ContractChange;
  return findDoubtfulSql(contract, [change], new Map([['shop.sql', SQL]]), 'schema', 'shop').map(
    ({ line, column, reason }) => [`${line}:${column}`, reason],
  );
}

describe('the SELECT of a source that still fits', () => {
  it('reads a field that changes: each time, and not in a comment, a text, a longer name', () => {
    const reason = 'It still fits; what it reads changes.';
    expect(doubts('Line.Land')).toEqual([
      ['3:13', reason],
      ['3:42', reason],
    ]);
  });

  it('gives a field that changes: at its name', () => {
    expect(doubts('Sale.region')).toEqual([['3:54', 'It still fits; what it gives changes.']]);
  });

  it('has nothing to do with what is safe, or of another type', () => {
    expect(doubts('Line.Land', 'safe')).toEqual([]);
    expect(doubts('Other.Land')).toEqual([]);
  });
});
