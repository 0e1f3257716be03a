import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { names, readRecipe } from '../../../src/docs/read-recipe.ts';
import { readChanging, ScratchWorkspace } from './scratch-workspace.ts';

const page = await readChanging();

describe('the recipes of docs/CHANGING.md, followed in a copy of the workspace', { timeout: 240_000 }, () => {
  let scratch: ScratchWorkspace;
  beforeEach(async () => {
    scratch = await ScratchWorkspace.create();
  }, 60_000);
  afterEach(() => scratch.remove());

  /** The recipe names every file that was touched, and those that were touched are all that it takes. */
  const expectOnly = async (title: string) => {
    const recipe = readRecipe(page, title);
    const touched = await scratch.touched();
    expect(touched).not.toEqual([]);
    expect(touched.filter((file) => !names(recipe, file))).toEqual([]);
  };

  const events = [
    '{"event_id":"1","event_time":"2024-03-01T10:00:00Z","user_id":"a","event_type":"view","region":"north","session_duration_sec":30,"revenue_usd":null}',
    '{"event_id":"2","event_time":"2024-03-01T10:30:00Z","user_id":null,"event_type":"view","region":"north","session_duration_sec":90,"revenue_usd":1.5}',
    '{"event_id":"3","event_time":"2024-03-01T11:00:00Z","user_id":"b","event_type":"buy","region":"south","session_duration_sec":null,"revenue_usd":2.5}',
  ].join('\n');

  const publish = async (source: string, name: string, text: string) => {
    await scratch.write(`tmp/${name}`, text);
    const lake = `file:${join(scratch.root, 'tmp/lake')}`;
    const input = join(scratch.root, 'tmp', name);
    await scratch.datahub(
      'publish',
      '--source',
      source,
      '--input',
      input,
      '--date',
      '2024-03-01',
      '--lake',
      lake,
    );
    return lake;
  };

  it('adds a column to a dataset', async () => {
    await scratch.edit(
      'libs/contract/schema/datasets/daily_metrics.graphql',
      '  "Money taken, less money given back."',
      `  "Length of the longest session that was closed."
  longest_session: Int @column(unit: "s") @measure(agg: MAX, of: "session_duration_sec")

  "Money taken, less money given back."`,
    );
    await scratch.codegen('libs/contract');
    expect(await scratch.check()).toMatchObject({
      outcome: 'safe',
      changes: [{ rule: 'column-added', coordinate: 'Metric.longest_session' }],
    });
    const lake = await publish('product-events', 'events.ndjson', events);
    expect(
      await scratch.ask(
        lake,
        '{ dailyMetrics(groupBy: [event_type]) { rows { event_type longest_session } } }',
      ),
    ).toEqual({
      data: {
        dailyMetrics: {
          rows: [
            { event_type: 'buy', longest_session: null },
            { event_type: 'view', longest_session: 90 },
          ],
        },
      },
    });
    await expectOnly('Add a column to a dataset');
  });

  it('adds a dataset', async () => {
    await scratch.write(
      'libs/contract/schema/datasets/daily_people.graphql',
      `"Who was there on a day."
type People @dataset(name: "daily_people", from: "Event", partitionBy: ["run_date", "region"]) {
  "Events of somebody who was signed in."
  signed_in: SafeInt! @measure(agg: COUNT, of: "user_id")
}
`,
    );
    await scratch.codegen('libs/contract');
    expect(await scratch.check()).toMatchObject({
      outcome: 'safe',
      changes: [{ rule: 'dataset-added', coordinate: 'People' }],
    });
    const lake = await publish('product-events', 'events.ndjson', events);
    expect(
      await scratch.ask(lake, '{ dailyPeople(groupBy: [region]) { rows { region signed_in } } }'),
    ).toEqual({
      data: {
        dailyPeople: {
          rows: [
            { region: 'north', signed_in: 1 },
            { region: 'south', signed_in: 1 },
          ],
        },
      },
    });
    await expectOnly('Add a dataset');
  });

  it('adds a source', async () => {
    await scratch.write(
      'libs/contract/schema/sources/till.graphql',
      `"A line of the till."
type TillLine @source(name: "till", format: CSV, to: "Event", sql: "till.sql") {
  Shop: String!
  Amount: Decimal! @column(type: DECIMAL, precision: 18, scale: 4)
}
`,
    );
    await scratch.write(
      'libs/contract/schema/sources/till.sql',
      `SELECT
  CAST(NULL AS VARCHAR) AS event_id,
  CAST(NULL AS TIMESTAMP) AS event_time,
  CAST(NULL AS VARCHAR) AS user_id,
  'sale' AS event_type,
  Shop AS region,
  CAST(NULL AS INT) AS session_duration_sec,
  Amount AS revenue_usd
FROM input
`,
    );
    await scratch.codegen('libs/contract');
    expect(await scratch.check()).toMatchObject({ outcome: 'safe' });
    const lake = await publish('till', 'till.csv', 'Shop,Amount\nnorth,1.25\nnorth,2.50\n');
    expect(
      await scratch.ask(lake, '{ dailyMetrics(groupBy: [region]) { rows { region total_revenue } } }'),
    ).toEqual({
      data: { dailyMetrics: { rows: [{ region: 'north', total_revenue: 3.75 }] } },
    });
    await expectOnly('Add a source');
  });

  it('adds a consumer', async () => {
    await scratch.write(
      'apps/day-mail/package.json',
      JSON.stringify({
        name: '@datahub/day-mail',
        version: '0.1.0',
        private: true,
        type: 'module',
        nx: { name: 'day-mail' },
        scripts: { codegen: 'graphql-codegen --config codegen.ts', typecheck: 'tsc -p tsconfig.json' },
        dependencies: { '@datahub/contract': '0.1.0', '@graphql-typed-document-node/core': '3.2.0' },
        devDependencies: { '@graphql-codegen/cli': '7.4.3' },
      }),
    );
    await scratch.write(
      'apps/day-mail/src/newest-day.graphql',
      'query NewestDay { hub { datasets { name lastDate } } }\n',
    );
    const like = (await scratch.run('.', 'cat', 'apps/nuxt-dashboard/codegen.ts'))
      .replace('server/graphql/*.graphql', 'src/*.graphql')
      .replace('server/graphql/__generated__', 'src/__generated__');
    await scratch.write('apps/day-mail/codegen.ts', like);
    await scratch.write(
      'apps/day-mail/tsconfig.json',
      '{ "extends": "../../tsconfig.base.json", "compilerOptions": { "noEmit": true }, "include": ["src"] }',
    );
    await scratch.write(
      'apps/day-mail/src/subject.ts',
      `import type { NewestDayQuery } from './__generated__/operations.ts';

/** What the mail is about: the newest day of any dataset. */
export function subjectOf({ hub }: NewestDayQuery): string {
  return hub.datasets.map(({ lastDate }) => lastDate ?? '').sort().at(-1) ?? '';
}
`,
    );
    await scratch.edit(
      '.dependency-cruiser.cjs',
      "  'apps/nuxt-dashboard': [",
      "  'apps/day-mail': ['libs/contract'],\n  'apps/nuxt-dashboard': [",
    );
    await scratch.edit(
      '.github/CODEOWNERS',
      '/apps/nuxt-dashboard/',
      '/apps/day-mail/                     @datahub/operations\n/apps/nuxt-dashboard/',
    );
    await scratch.codegen('apps/day-mail');
    await scratch.run('apps/day-mail', 'tsc', '-p', 'tsconfig.json', '--customConditions', 'datahub-source');
    await scratch.run('.', 'depcruise', '--config', '.dependency-cruiser.cjs', 'apps/day-mail');
    const projects = JSON.parse(
      await scratch.run(
        '.',
        'nx',
        'show',
        'projects',
        '--affected',
        '--files=libs/contract/schema/api.graphql',
        '--json',
      ),
    );
    expect(projects).toContain('day-mail');
    await expectOnly('Add a consumer');

    // From now on it is among those whom a change of the contract breaks.
    await scratch.edit('libs/contract/schema/api.graphql', '  lastDate: Date\n', '  newestDate: Date\n');
    await scratch.codegen('libs/contract');
    await expect(scratch.codegen('apps/day-mail')).rejects.toThrow('newest-day.graphql');
  });
});
