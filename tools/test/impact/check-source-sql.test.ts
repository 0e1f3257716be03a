import { compileContract, type SchemaFile } from '@datahub/contract/compile';
import { describe, expect, it } from 'vitest';
import { checkSourceSql } from '../../src/impact/sources/check-source-sql.ts';

const SDL = `
scalar SafeInt
scalar Date
type Query { open: Boolean }
type Line @source(name: "shop", format: CSV, to: "Sale", sql: "shop.sql") {
  No: String!
  Pieces: Int!
  Land: String
}
type Sale {
  kind: String!
  region: String
  pieces: Int
}
type Sales @dataset(name: "sales", from: "Sale", partitionBy: ["run_date"]) {
  kind: String! @dimension
  count: SafeInt! @measure(agg: COUNT)
}
`;

const SQL = `-- Lines of an invoice.
SELECT
  CASE WHEN No LIKE 'C%' THEN 'back' ELSE 'sale' END AS kind,
  Land AS region,
  Pieces AS pieces
FROM input
`;

async function check(from: string, to: string) {
  const compile = (sdl: string) => {
    const files: SchemaFile[] = [
      { path: 'shop.graphql', text: sdl },
      { path: 'shop.sql', text: SQL },
    ];
    return compileContract(files);
  };
  const head = SDL.replace(from, to);
  expect(head).not.toBe(SDL);
  const findings = await checkSourceSql(
    compile(SDL),
    compile(head),
    new Map([['shop.sql', SQL]]),
    'schema',
    'shop',
  );
  return findings.map(({ file, line, column, message, touches }) => [
    `${file}:${line}:${column}`,
    message,
    touches[0],
  ]);
}

describe('the SELECT of a source, against another contract', () => {
  it('fits where nothing that it reads or gives changes', async () => {
    expect(await check('Land: String', 'Land: String\n  Till: String')).toEqual([]);
  });

  it('reads a field of the record that is gone: there', async () => {
    expect(await check('  Land: String\n', '  Country: String\n')).toEqual([
      ['schema/shop.sql:4:3', 'Referenced column "Land" not found in FROM clause!', 'Line.Land'],
    ]);
  });

  it('reads two: each is told', async () => {
    const found = await check('  No: String!\n  Pieces: Int!\n', '  Nr: String!\n  Count: Int!\n');
    expect(found.map(([place]) => place)).toEqual(['schema/shop.sql:3:13', 'schema/shop.sql:5:3']);
  });

  it('does not give a field that comes to the event', async () => {
    expect(await check('region: String', 'region: String\n  till: String')).toEqual([
      ['schema/shop.sql:2:1', 'there is no till', 'Line.till'],
    ]);
  });

  it('gives what is no longer of the event: at its name', async () => {
    expect(await check('  region: String\n', '')).toEqual([
      ['schema/shop.sql:4:11', 'region is not of the event', 'Line.region'],
    ]);
  });

  it('gives another type than the event has', async () => {
    expect(await check('pieces: Int\n}\ntype Sales', 'pieces: String\n}\ntype Sales')).toEqual([
      ['schema/shop.sql:5:13', 'pieces is INTEGER, not VARCHAR', 'Line.pieces'],
    ]);
  });
});
