import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../src/dates/business-day.ts';
import { generateEvents } from '../../src/index.ts';
import { publishTo, tempFolder } from '../harness/lake.ts';

const PYTHON = fileURLToPath(new URL('../../../../.venv/bin/python', import.meta.url));

/** Sums by region, as a team with pandas would ask for them; decimals as text. */
const SUMS = `
import json, sys
from deltalake import DeltaTable
table = DeltaTable(sys.argv[1]).to_pyarrow_table()
sums = {}
for row in table.to_pylist():
    total = sums.setdefault(row["region"], [0, 0, 0])
    total[0] += row["row_count"]
    total[1] += row["event_count"]
    total[2] += row["total_revenue"] or 0
print(json.dumps({region: [rows, events, str(revenue)] for region, (rows, events, revenue) in sums.items()}))
`;

/** The same sums from the lines themselves, in exact decimals; \`json\` of Python is an engine of its own. */
const TRUTH = `
import glob, gzip, json, sys
from decimal import Decimal
sums = {}
for path in glob.glob(sys.argv[1] + "/*.gz"):
    for line in gzip.open(path, "rt"):
        event = json.loads(line, parse_float=Decimal)
        total = sums.setdefault(event["region"], [0, 0, Decimal("0.0000")])
        total[0] += 1
        total[1] += event["user_id"] is not None
        total[2] += event["revenue_usd"] or 0
print(json.dumps({region: [rows, events, str(revenue)] for region, (rows, events, revenue) in sums.items()}))
`;

async function python(script: string, argument: string): Promise<unknown> {
  if (!existsSync(PYTHON)) {
    throw new Error(
      `There is no Python environment at ${PYTHON}: run "npm test", or "npm run doctor" to see why.`,
    );
  }
  // The threads of pyarrow and of deltalake do not always end with the interpreter, which then aborts.
  const leave = 'import os\nsys.stdout.flush()\nos._exit(0)\n';
  const { stdout } = await promisify(execFile)(PYTHON, ['-c', script + leave, argument]);
  return JSON.parse(stdout);
}

describe('deltalake', () => {
  it('reads the table that was published, and adds up to the same as the events', async () => {
    const folder = await tempFolder();
    const days = daysBetween('2023-10-01', '2023-10-10');
    const events = join(folder, 'events');
    await generateEvents({
      folder: events,
      days,
      rowsPerDay: 300,
      regions: 6,
      eventTypes: 8,
      seed: 'deltalake',
      dirt: 0,
      gzip: true,
      singleFile: false,
    });
    const lake = join(folder, 'lake');
    const input = join(events, '{date}.ndjson.gz');
    await publishTo(lake, { input, days: days.slice(0, 6) });
    await publishTo(lake, { input, days });
    await publishTo(lake, { input, days: days.slice(3, 5), force: true });
    expect(await python(SUMS, join(lake, 'daily_metrics'))).toEqual(await python(TRUTH, events));
  });
});
