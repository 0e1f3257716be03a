// npm run proof -- retail: all days of UCI "Online Retail", published at once, against figures that were computed elsewhere.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import getPort from 'get-port';
import { live } from '../../process/live.ts';
import { runMain, UserError } from '../../process/user-error.ts';
import { datahub } from '../../stack/datahub-command.ts';
import { startApi } from '../../stack/start-api.ts';
import { buildProjects } from '../../workspace/build-projects.ts';
import { Tally } from '../tally.ts';
import { askRetail } from './ask-retail.ts';
import { FACTS } from './facts.ts';

const options = new Command('npm run proof -- retail')
  .description(
    'Publishes UCI "Online Retail" (305 gzip CSV files, one a day), and holds every figure against those of its description.',
  )
  .requiredOption('--data <folder>', 'where YYYY-MM-DD.csv.gz lie, 2010-12-01 to 2011-12-09')
  .parse()
  .opts<{ data: string }>();

const RANGE = ['--from', '2010-12-01', '--to', '2011-12-09'] as const;

await runMain(() =>
  live(async (life) => {
    const data = resolve(process.env.DATAHUB_CWD ?? process.cwd(), options.data);
    if (!existsSync(join(data, '2010-12-01.csv.gz'))) {
      throw new UserError(
        `There is no 2010-12-01.csv.gz in ${data}. Give the folder of Online Retail with --data.`,
        66,
      );
    }
    await buildProjects(['pipeline', 'api']);
    const folder = await mkdtemp(join(tmpdir(), 'retail-'));
    life.onEnd(() => rm(folder, { recursive: true, force: true }));
    const lake = `file:${join(folder, 'lake')}`;
    const tally = new Tally();

    const input = join(data, '{date}.csv.gz');
    const command = ['--source', 'online-retail', '--input', input, ...RANGE, '--lake', lake, '--json'];
    const published = JSON.parse(await datahub(['publish', ...command], { cwd: folder }));
    const { rows_read, rows_aggregated, rows_duplicate, rows_quarantined } = published.counts;
    tally.equal('rows read', rows_read, FACTS.rows);
    tally.equal(
      'rows aggregated + duplicate + quarantined',
      rows_aggregated + rows_duplicate + rows_quarantined,
      FACTS.rows,
    );
    tally.equal('days without a file', published.days_missing.length, FACTS.daysMissing);
    for (const { dataset, days_published } of published.datasets) {
      tally.equal(`${dataset}: days published`, days_published.length, FACTS.days);
    }
    console.log(`seconds: ${published.seconds}`);

    const again = JSON.parse(await datahub(['publish', ...command], { cwd: folder }));
    for (const { dataset, days_published } of again.datasets) {
      tally.equal(`${dataset}: days published the second time`, days_published.length, 0);
    }
    await datahub(['verify', '--lake', lake], { cwd: folder });
    tally.check('the lake verifies', true);

    const api = await startApi({ lake, port: await getPort() });
    for (const [name, found, expected] of await askRetail(api.graphqlUrl)) tally.equal(name, found, expected);
    return tally.end();
  }),
);
