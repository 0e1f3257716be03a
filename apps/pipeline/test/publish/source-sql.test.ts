import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContractIr, contract } from '@datahub/contract';
import { describe, expect, it } from 'vitest';
import { DAY } from '../harness/events.ts';
import { keysOf, publishTo, tempFolder } from '../harness/lake.ts';

const CSV =
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,2,x,1,,2.50,,France\n';

/** The contract, with other SQL for the source. */
function withSql(change: (sql: string) => string): ContractIr {
  const sources = contract.sources.map((source) =>
    source.sql === null ? source : { ...source, sql: change(source.sql) },
  );
  return { ...contract, sources };
}

describe('the SQL of a source', () => {
  it.each<[string, (sql: string) => string]>([
    ['leaves a column of the event out', (sql) => sql.replace(/ {2}Country AS region,\n/, '')],
    ['is no SQL', () => 'SELEC * FRM input'],
    ['reads a column that the record has not', (sql) => sql.replace('Country', 'Land')],
    ['gives a text for a number', (sql) => sql.replace('CAST(NULL AS INT)', "'ten'")],
    ['drops records', (sql) => `${sql} WHERE Quantity > 0`],
    ['gives several events for a record', (sql) => sql.replace('FROM input', 'FROM input, range(3)')],
  ])('stops the publish where it %s', async (_, change) => {
    const folder = await tempFolder();
    const input = join(folder, 'a.csv');
    await writeFile(input, CSV);
    const lake = join(folder, 'lake');
    const publishing = publishTo(lake, {
      source: 'online-retail',
      input,
      days: [DAY],
      contract: withSql(change),
    });
    await expect(publishing).rejects.toMatchObject({
      code: expect.stringMatching(/^SOURCE_SQL_/),
      exitCode: 78,
      message: expect.stringContaining('online-retail.sql'),
    });
    expect(await keysOf(lake)).toEqual([]);
  });
});
