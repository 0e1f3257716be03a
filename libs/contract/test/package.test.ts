import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../src/index.ts';

const run = promisify(execFile);
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let project: string;
let packed: string[];

/** A Node project of somebody else's: it has the tarball and what that depends on, and nothing of this repository. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'datahub-node-'));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
    cwd: pathOf('..'),
  });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  packed = files.map(({ path }) => path);
  const dependencies = { '@datahub/contract': `file:${filename}` };
  await writeFile(
    join(project, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies }),
  );
  await run('npm', ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: project,
  });
}, 240_000);

afterAll(() => rm(project, { recursive: true, force: true }));

async function typecheck(program: string): Promise<string> {
  await writeFile(join(project, 'program.ts'), program);
  const options = { target: 'es2023', module: 'nodenext', strict: true, types: [], resolveJsonModule: true };
  const config = { compilerOptions: { ...options, outDir: 'out' }, files: ['program.ts'] };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config));
  const tsc = pathOf('../../../node_modules/typescript/bin/tsc');
  return run(process.execPath, [tsc, '-p', '.'], { cwd: project }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

const PROGRAM = `
import { contract, datasetOf, type DatasetName, type Rows } from '@datahub/contract';
import { compileContract } from '@datahub/contract/compile';
import { type DailyMetricsRow, rowDocuments, typeDefs } from '@datahub/contract/graphql';
import { parseLock } from '@datahub/contract/lock';
import { aggregateSql } from '@datahub/contract/storage';
import ir from '@datahub/contract/contract.ir.json' with { type: 'json' };
import types from '@datahub/contract/generated/pandas/daily_metrics.json' with { type: 'json' };

const name: DatasetName = 'daily_metrics';
const revenue: Rows.MetricStoredRow['total_revenue'] = '20.0000';
const served: Pick<DailyMetricsRow, 'total_revenue'> = { total_revenue: 20 };
declare const console: { log(text: string): void };
console.log(
  JSON.stringify({
    wireHash: contract.wireHash,
    sameIr: JSON.stringify(ir.datasets) === JSON.stringify(JSON.parse(JSON.stringify(contract.datasets))),
    columns: datasetOf(name)?.columns.length,
    sql: aggregateSql(datasetOf(name)!).startsWith('SELECT'),
    sdl: typeDefs.includes('type Metric'),
    operation: rowDocuments[name].definitions.length,
    types: types.columns.length,
    compiler: typeof compileContract,
    lock: typeof parseLock,
    revenue,
    served,
  }),
);
`;

describe('the package', () => {
  it('has what was built, the SDL, and everything that is generated', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'README.md',
        'contract.lock.json',
        'dist/index.js',
        'dist/index.d.ts',
        'schema/api.graphql',
        'schema/sources/online-retail.sql',
        'src/__generated__/contract.ir.json',
        'src/__generated__/datahub.odcs.yaml',
        'src/__generated__/manifests/hourly_traffic.schema.json',
        'src/__generated__/pandas/daily_metrics.json',
        'src/__generated__/schema.graphql',
      ]),
    );
    const inner = /^(test|fixtures|codegen|python)\/|\.map$|(?<!\.d)\.ts$/;
    expect(packed.filter((path) => inner.test(path))).toEqual([]);
  });

  it('type-checks and runs in a project of its own', async () => {
    expect(await typecheck(PROGRAM)).toBe('');
    const { stdout } = await run(process.execPath, ['out/program.js'], { cwd: project });
    expect(JSON.parse(stdout)).toEqual({
      wireHash: contract.wireHash,
      sameIr: true,
      columns: 5,
      sql: true,
      sdl: true,
      operation: 1,
      types: 9,
      compiler: 'function',
      lock: 'function',
      revenue: '20.0000',
      served: { total_revenue: 20 },
    });
  }, 60_000);

  it('names the column that is not there', async () => {
    const errors = await typecheck(PROGRAM.replaceAll('total_revenue', 'revenue'));
    expect(errors).toContain("Property 'revenue' does not exist on type 'MetricStoredRow'");
    expect(errors).toContain("'\"revenue\"' does not satisfy the constraint 'keyof DailyMetricsRow'");
  }, 60_000);

  it('gives every file that its exports name', async () => {
    const { stdout } = await run(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { readFileSync } from 'node:fs';
        const files = ['schema.graphql', 'contract.ir.json', 'contract.lock.json', 'datahub.odcs.yaml', 'schema/directives.graphql'];
        console.log(files.every((file) => readFileSync(new URL(import.meta.resolve('@datahub/contract/' + file))).length > 0));`,
      ],
      { cwd: project },
    );
    expect(stdout.trim()).toBe('true');
  });
});
