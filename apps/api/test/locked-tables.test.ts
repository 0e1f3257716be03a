import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contract, type DatasetIr } from '@datahub/contract';
import { parseLock } from '@datahub/contract/lock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startApi } from './start-api.ts';

const pathOf = (specifier: string) => fileURLToPath(import.meta.resolve(`@datahub/contract/${specifier}`));
const tablesOf = (dataset: string) => pathOf(`fixtures/lock/${dataset}`);
const lock = parseLock(readFileSync(pathOf('contract.lock.json'), 'utf8'));

/** Every way in which partitions of a dataset may lie in a lake, and its name in the fixtures. */
const stored = new Map(
  lock.entries.flatMap(({ datasets }) =>
    Object.entries(datasets).map(([dataset, { storageHash }]) => {
      const table = storageHash.slice(0, 12);
      return [`${dataset}/${table}`, { dataset, table }] as const;
    }),
  ),
);

interface Expected {
  readonly run_date: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** The rows of the golden case that the table was made of, as the API of today answers them. */
function answerOf(ir: DatasetIr, { run_date, rows }: Expected): string[] {
  return rows
    .map((row) => [
      ...ir.partitionBy.map((name) => [name, name === 'run_date' ? run_date : row[name]]),
      ...ir.columns.map(({ name, type }) => {
        const value = row[name] ?? null; // a column that came later is null
        if (value === null) return [name, null];
        if (type.kind === 'decimal') return [name, Number(value)];
        return [name, type.kind === 'timestamp' ? String(value).replace('Z', '.000000Z') : value];
      }),
    ])
    .map((row) => JSON.stringify(Object.fromEntries(row)))
    .sort();
}

describe('a table as the contract once stored it', () => {
  it.each([...stored])('%s is kept', (_, { dataset, table }) => {
    expect(existsSync(join(tablesOf(dataset), table, 'table/_delta_log/00000000000000000000.json'))).toBe(
      true,
    );
  });

  it('is kept for entries of the lock alone', () => {
    const root = pathOf('fixtures/lock');
    const kept = readdirSync(root).flatMap((dataset) =>
      readdirSync(join(root, dataset)).map((table) => `${dataset}/${table}`),
    );
    expect(kept.sort()).toEqual([...stored.keys()].sort());
  });

  // A dataset that the contract has dropped is served no more.
  const served = [...stored].filter(([, { dataset }]) =>
    contract.datasets.some(({ name }) => name === dataset),
  );

  it.each(served)('%s is served', async (_, { dataset, table }) => {
    const folder = join(tablesOf(dataset), table);
    const lake = await mkdtemp(join(tmpdir(), 'datahub-locked-'));
    onTestFinished(() => rm(lake, { recursive: true, force: true }));
    await cp(join(folder, 'table'), join(lake, dataset), { recursive: true });
    const api = await startApi(lake);
    onTestFinished(() => api.close());

    const ir = contract.datasets.find(({ name }) => name === dataset)!;
    const columns = [...ir.partitionBy, ...ir.columns.map(({ name }) => name)].join(' ');
    const answer = await api.ask(`{
      hub { datasets { name state message } }
      page: ${ir.fieldName} { rows { ${columns} } totalCount }
    }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.hub.datasets).toContainEqual({ name: dataset, state: 'READY', message: null });
    const rows: string[] = answer.data.page.rows.map((row: object) => JSON.stringify(row));
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
    expect(rows.sort()).toEqual(answerOf(ir, expected));
    expect(rows.length).toBe(answer.data.page.totalCount);
  });
});
