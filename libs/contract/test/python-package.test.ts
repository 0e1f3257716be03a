import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../src/index.ts';

const run = promisify(execFile);
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PYTHON = pathOf('../../../.venv/bin/python');
const LAKE = pathOf('../fixtures/lake');

let project: string;

/** A Python project of somebody else's: it has the wheel, and nothing of this repository. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'datahub-python-'));
  const pip = (...args: string[]) =>
    run(PYTHON, ['-m', 'pip', '--disable-pip-version-check', ...args], { cwd: project });
  await pip('wheel', '--quiet', '--no-deps', '--wheel-dir', project, pathOf('../python'));
  const [wheel = ''] = (await readdir(project)).filter((name) => name.endsWith('.whl'));
  await pip('install', '--quiet', '--no-deps', '--target', 'site', wheel);
}, 120_000);

afterAll(() => rm(project, { recursive: true, force: true }));

async function python(program: string): Promise<unknown> {
  await writeFile(join(project, 'program.py'), program);
  const env = { PATH: process.env.PATH, PYTHONPATH: join(project, 'site'), LAKE };
  const { stdout } = await run(PYTHON, ['program.py'], { cwd: project, env });
  return JSON.parse(stdout);
}

describe('the contract in a Python project', () => {
  it('runs what its README shows', async () => {
    const readme = await readFile(pathOf('../python/README.md'), 'utf8');
    const blocks = [...readme.matchAll(/^```python\n(.*?)^```/gms)].map(([, block]) => block);
    expect(blocks).toHaveLength(2);
    const answer = await python(
      `import os\nos.chdir(os.path.dirname(os.environ["LAKE"]))\nprint = lambda *shown: None\n${blocks.join('\n')}
import builtins, json
builtins.print(json.dumps([frame["event_count"].dtype.name, len(frame) > 0]))`,
    );
    expect(answer).toEqual(['Int64', true]);
  }, 60_000);

  it('is the same contract', async () => {
    const answer = await python(`
import json
from datahub_contract import load_contract

contract = load_contract()
metrics = contract.dataset("daily_metrics")
revenue = metrics.column("total_revenue")
print(json.dumps({
    "wire": contract.wire_hash,
    "storage": {dataset.name: dataset.storage_hash for dataset in contract.datasets},
    "roles": [[column.name, column.role, column.aggregation] for column in metrics.columns],
    "revenue": [revenue.arrow, revenue.unit, revenue.nullable, revenue.description],
    "ir": contract.ir["wireHash"],
    "odcs": contract.odcs.splitlines()[1],
    "sdl": "type Traffic" in contract.sdl,
    "spark": contract.spark_schema("daily_metrics")["fields"][0]["name"],
    "manifest": contract.manifest_schema("daily_metrics")["title"],
}))
`);
    expect(answer).toEqual({
      wire: contract.wireHash,
      storage: Object.fromEntries(contract.datasets.map(({ name, storageHash }) => [name, storageHash])),
      roles: [
        ['run_date', 'partition', null],
        ['region', 'partition', null],
        ['event_type', 'dimension', null],
        ['event_count', 'measure', 'COUNT'],
        ['row_count', 'measure', 'COUNT'],
        ['avg_session_duration', 'measure', 'AVG'],
        ['avg_session_duration__sum', 'part', null],
        ['avg_session_duration__count', 'part', null],
        ['total_revenue', 'measure', 'SUM'],
      ],
      revenue: ['decimal128(28, 4)', 'USD', true, 'Money taken, less money given back.'],
      ir: contract.wireHash,
      odcs: 'apiVersion: v3.2.0',
      sdl: true,
      spark: 'run_date',
      manifest: '_manifest.json of daily_metrics',
    });
  }, 60_000);

  it('types the tables of the lake', async () => {
    const answer = await python(`
import json, os
from datahub_contract import load_contract
from deltalake import DeltaTable

answer = {}
for dataset in load_contract().datasets:
    table = DeltaTable(os.path.join(os.environ["LAKE"], dataset.name)).to_pyarrow_table()
    frame = dataset.to_pandas(table)
    answer[dataset.name] = {
        "same": dataset.to_arrow(table).schema.types == table.schema.types,
        "dtypes": {name: str(dtype) for name, dtype in frame.dtypes.items()} == dataset.pandas_dtypes(),
        "rows": len(frame) == table.num_rows > 0,
    }
print(json.dumps(answer))
`);
    const right = { same: true, dtypes: true, rows: true };
    expect(answer).toEqual({ daily_metrics: right, hourly_traffic: right });
  }, 60_000);

  it('takes data that are older than a column, and refuses what does not fit', async () => {
    const answer = await python(`
import json, os
import pyarrow as pa
from datahub_contract import ContractError, load_contract
from deltalake import DeltaTable

metrics = load_contract().dataset("daily_metrics")
table = DeltaTable(os.path.join(os.environ["LAKE"], "daily_metrics")).to_pyarrow_table()

def problem(changed):
    try:
        metrics.to_arrow(changed)
    except ContractError as error:
        return str(error)[:60]

def replaced(name, values):
    return table.set_column(table.column_names.index(name), name, values)

counts = table.column("event_count")
older = metrics.to_arrow(table.drop_columns(["total_revenue"]))
print(json.dumps({
    "older": older.column("total_revenue").null_count == table.num_rows,
    "narrow": metrics.to_arrow(replaced("event_count", counts.cast("int32"))).schema.field("event_count").type == pa.int64(),
    "missing": problem(table.drop_columns(["event_count"])),
    "text": problem(replaced("event_count", pa.array(["many"] * table.num_rows))),
    "null": problem(replaced("event_count", pa.nulls(table.num_rows, pa.int64()))),
}))
`);
    expect(answer).toEqual({
      older: true,
      narrow: true,
      missing: 'daily_metrics has no column event_count, which is required',
      text: expect.stringMatching(/^daily_metrics\.event_count does not fit int64: /),
      null: expect.stringMatching(/^daily_metrics\.event_count has \d+ nulls, and is required$/),
    });
  }, 60_000);
});
