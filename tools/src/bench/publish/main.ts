// npm run bench -- publish: one big file of events, published; against plain DuckDB, a Node loop, and reading alone.
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { runInForeground } from '../../process/run-in-foreground.ts';
import { runMain, UserError } from '../../process/user-error.ts';
import { buildProjects } from '../../workspace/build-projects.ts';
import { inRoot } from '../../workspace/root.ts';
import { compareCases } from '../harness/compare-cases.ts';
import { comparisonTable } from '../harness/print-table.ts';

const options = new Command('npm run bench -- publish')
  .description('Publishes one file of generated events, and compares what it costs.')
  .option('--rows <n>', 'events in the file', (text) => Number(text), 20_000_000)
  .option('--rounds <n>', 'times that each case runs', (text) => Number(text), 3)
  .option('--json', 'figures as JSON')
  .parse()
  .opts<{ rows: number; rounds: number; json?: boolean }>();

const day = '2024-01-15';
const datahub = inRoot('apps/pipeline/bin/datahub.mjs');
const work = inRoot('tmp/bench/publish');
const input = `${work}/events-${options.rows}/${day}.ndjson`;
const lake = `${work}/lake`;
const plain = `${work}/plain`;

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const empty = (folder: string) => async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
};

const cases = [
  {
    name: 'datahub publish',
    node: [
      datahub,
      'publish',
      '--source',
      'product-events',
      '--input',
      input,
      '--date',
      day,
      '--lake',
      `file:${lake}`,
      '--json',
    ],
    prepare: empty(lake),
  },
  { name: 'plain DuckDB', node: [script('plain-duckdb.mjs'), input, plain], prepare: empty(plain) },
  { name: 'Node JSON.parse', node: [script('node-json-parse.mjs'), input] },
  { name: 'cat (floor)', command: ['sh', '-c', `cat '${input}' > /dev/null`] as const },
];

async function makeInput(): Promise<void> {
  if (existsSync(input)) return;
  console.error(`Generating ${options.rows.toLocaleString('en')} events …`);
  const args = [
    'generate',
    '--out',
    `${work}/events-${options.rows}`,
    '--from',
    day,
    '--days',
    '1',
    '--rows-per-day',
    String(options.rows),
    '--no-gzip',
  ];
  const code = await runInForeground(process.execPath, [datahub, ...args], { cwd: inRoot() });
  if (code !== 0) {
    await rm(`${work}/events-${options.rows}`, { recursive: true, force: true });
    throw new UserError('The events could not be generated.', code);
  }
}

await runMain(async () => {
  await buildProjects(['pipeline']);
  await makeInput();
  // Whoever comes first would read the disk, and the others memory.
  for await (const _ of createReadStream(input, { highWaterMark: 1 << 20 }));
  const { size } = await stat(input);
  const comparisons = await compareCases(
    cases,
    'plain DuckDB',
    options.rounds,
    ({ name, seconds, peakMiB }, round) =>
      console.error(
        `round ${round + 1}: ${name}: ${seconds.toFixed(1)} s${peakMiB ? `, ${peakMiB.toFixed(0)} MiB` : ''}`,
      ),
  );
  console.log(
    options.json
      ? JSON.stringify({ rows: options.rows, bytes: size, rounds: options.rounds, comparisons }, null, 2)
      : `\n${options.rows.toLocaleString('en')} events, ${(size / 1e9).toFixed(2)} GB, ${options.rounds} rounds\n\n${comparisonTable(comparisons)}`,
  );
  return 0;
});
