import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { compileContract } from '../src/compile/index.ts';
import { dataFrameTypes } from '../src/derive/data-frame-types.ts';
import { filesWith, shippedFiles } from './schema-files.ts';

const run = promisify(execFile);
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { datasets } = compileContract(shippedFiles());

describe('the types of a table in Python', () => {
  it('are these, for every type that there is', () => {
    const { datasets } = compileContract(
      filesWith({
        'datasets/kinds.graphql': `
          type Kind @dataset(name: "kinds", from: "Event", partitionBy: ["run_date"], sql: "kinds.sql") {
            text: String! @dimension
            flag: Boolean @dimension
            at: DateTime @dimension
            on: Date @dimension
            small: Int @measure(agg: MAX)
            large: SafeInt! @measure(agg: COUNT)
            ratio: Float @measure(agg: NONE)
            money: Float @column(type: DECIMAL, precision: 28, scale: 4) @measure(agg: SUM)
          }`,
        'datasets/kinds.sql': 'SELECT 1',
      }),
    );
    const kinds = dataFrameTypes(datasets.find(({ name }) => name === 'kinds')!);
    expect(
      kinds.columns.map(({ name, arrow, pandas, nullable, partition }) => [
        name,
        arrow,
        pandas,
        nullable,
        partition,
      ]),
    ).toEqual([
      ['run_date', 'string', 'string', false, true],
      ['text', 'string', 'string', false, false],
      ['flag', 'bool', 'boolean', true, false],
      ['at', 'timestamp[us, tz=UTC]', 'datetime64[us, UTC]', true, false],
      ['on', 'date32[day]', 'object', true, false],
      ['small', 'int32', 'Int32', true, false],
      ['large', 'int64', 'Int64', false, false],
      ['ratio', 'double', 'Float64', true, false],
      ['money', 'decimal128(28, 4)', 'object', true, false],
    ]);
  });

  it.each(datasets)(
    '$name: are those that delta-rs finds, and pandas takes',
    async (dataset) => {
      const { columns } = dataFrameTypes(dataset);
      const table = pathOf(`../fixtures/lake/${dataset.name}`);
      const dtypes = JSON.stringify(Object.fromEntries(columns.map(({ name, pandas }) => [name, pandas])));
      const { stdout } = await run(pathOf('../../../.venv/bin/python'), [
        pathOf('python/read_types.py'),
        table,
        dtypes,
      ]);
      const found = JSON.parse(stdout);
      expect(found.rows).toBeGreaterThan(0);
      expect(found.arrow).toEqual(columns.map(({ name, arrow }) => [name, arrow]));
      expect(found.pandas).toEqual(columns.map(({ name, pandas }) => [name, pandas]));
    },
    60_000,
  );
});
