import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { rowsOf, tempFolder } from '../harness/lake.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const run = promisify(execFile);

/** The parts of the workspace that a publish needs, in another place: sources, and what was installed. */
async function copyWorkspace(): Promise<string> {
  const copy = await tempFolder();
  const sources = ['libs/contract', 'libs/lake', 'apps/pipeline'];
  const wanted = /\/(schema|codegen|src|bin|dist)(\/|$)|\/(package|tsconfig[\w.]*)\.json$/;
  for (const project of sources) {
    await cp(join(ROOT, project), join(copy, project), {
      recursive: true,
      filter: (path) => path === join(ROOT, project) || wanted.test(path.slice(ROOT.length)),
    });
  }
  await cp(join(ROOT, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  await mkdir(join(copy, 'node_modules/@datahub'), { recursive: true });
  for (const name of await readdir(join(ROOT, 'node_modules'))) {
    if (name !== '@datahub')
      await symlink(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
  }
  for (const project of sources) {
    await symlink(join(copy, project), join(copy, 'node_modules/@datahub', project.split('/')[1] as string));
  }
  return copy;
}

const SDL = `
"A ticket, as the help desk exports it."
type Ticket @source(name: "help-desk", format: CSV, to: "Event", sql: "help-desk.sql") {
  Number: String!
  Opened: DateTime!
  Customer: String
  Office: String!
  Minutes: Int
  Goodwill: Decimal @column(type: DECIMAL, precision: 18, scale: 4, unit: "USD")
}
`;

const SQL = `
SELECT
  'ticket-' || Number AS event_id,
  Opened AS event_time,
  Customer AS user_id,
  CASE WHEN Goodwill IS NULL THEN 'ticket' ELSE 'goodwill' END AS event_type,
  Office AS region,
  CAST(Minutes * 60 AS INT) AS session_duration_sec,
  CAST(0 - Goodwill AS DECIMAL(18, 4)) AS revenue_usd
FROM input
`;

const CSV = `Number,Opened,Customer,Office,Minutes,Goodwill,Note
1,2023-10-27T08:00:00Z,u-1,Köln,5,,fine
2,2023-10-27T09:30:00Z,,Köln,7,,"two
lines"
3,2023-10-27T10:00:00Z,u-2,Köln,,12.5,sorry
3,2023-10-27T10:00:00Z,u-2,Köln,,12.5,sorry
4,2023-10-27T11:00:00Z,u-3,Lyon,1,0.005,
5,2023-10-27T12:00:00Z,u-3,Lyon,a lot,,
6,2023-10-26T12:00:00Z,u-3,Lyon,2,,
`;

describe('a third source', () => {
  it('is an SDL type and its SQL, and no code', async () => {
    const copy = await copyWorkspace();
    const contract = join(copy, 'libs/contract');
    await writeFile(join(contract, 'schema/sources/help-desk.graphql'), SDL);
    await writeFile(join(contract, 'schema/sources/help-desk.sql'), SQL);
    await run('npm', ['run', 'codegen'], { cwd: contract });
    await run('npm', ['run', 'build'], { cwd: contract });

    await writeFile(join(copy, 'tickets.csv'), CSV);
    const args = ['publish', '--source', 'help-desk', '--input', 'tickets.csv', '--date', '2023-10-27'];
    const { stdout } = await run(
      process.execPath,
      [join(copy, 'apps/pipeline/bin/datahub.mjs'), ...args, '--lake', 'file:./lake', '--json'],
      { cwd: copy },
    );

    expect(JSON.parse(stdout)).toMatchObject({
      source: 'help-desk',
      counts: { rows_read: 7, rows_aggregated: 4, rows_duplicate: 1, rows_quarantined: 2 },
    });
    const row = {
      run_date: '2023-10-27',
      region: 'Köln',
      avg_session_duration: null,
      avg_session_duration__sum: null,
      avg_session_duration__count: 0,
      total_revenue: null,
    };
    const sessions = {
      avg_session_duration: 360,
      avg_session_duration__sum: 720,
      avg_session_duration__count: 2,
    };
    const session = {
      avg_session_duration: 60,
      avg_session_duration__sum: 60,
      avg_session_duration__count: 1,
    };
    const rows = await rowsOf(join(copy, 'lake'));
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(
      expect.arrayContaining([
        { ...row, event_type: 'ticket', event_count: 1, row_count: 2, ...sessions },
        { ...row, event_type: 'goodwill', event_count: 1, row_count: 1, total_revenue: '-12.5000' },
        {
          ...row,
          ...session,
          region: 'Lyon',
          event_type: 'goodwill',
          event_count: 1,
          row_count: 1,
          total_revenue: '-0.0050',
        },
      ]),
    );
  }, 240_000);
});
