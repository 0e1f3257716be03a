import { contract } from '@datahub/contract';
import { expect, it } from 'vitest';
import { startApi } from './start-api.ts';
import { createLake, row } from './write-lake.ts';

it('tells of each dataset what the contract declares, and what was published by whom and when', async () => {
  const lake = await createLake();
  const before = Date.now();
  await lake.publish([row({ run_date: '2024-01-31', region: 'eu', event_type: 'login' })], {
    runId: 'run-1',
  });
  const api = await startApi(lake.url);
  const { data } = await api.ask(`{ hub { wireHash datasets {
    name description state message version publishedAt runId firstDate lastDate days rows storageHash
    columns { name role type nullable unit aggregation description }
  } } }`);
  const { publishedAt, columns, ...dataset } = data.hub.datasets[0];
  expect(data.hub.wireHash).toBe(contract.wireHash);
  expect(dataset).toEqual({
    name: 'daily_metrics',
    description: 'What happened on one day in one region, by kind of event.',
    state: 'READY',
    message: null,
    version: 0,
    runId: 'run-1',
    firstDate: '2024-01-31',
    lastDate: '2024-01-31',
    days: 1,
    rows: 1,
    storageHash: contract.datasets[0]?.storageHash,
  });
  expect(Date.parse(publishedAt)).toBeGreaterThanOrEqual(before);
  expect(columns.slice(0, 4)).toEqual([
    {
      name: 'run_date',
      role: 'PARTITION',
      type: 'string',
      nullable: false,
      unit: null,
      aggregation: null,
      description: null,
    },
    {
      name: 'region',
      role: 'PARTITION',
      type: 'string',
      nullable: false,
      unit: null,
      aggregation: null,
      description: null,
    },
    {
      name: 'event_type',
      role: 'DIMENSION',
      type: 'string',
      nullable: false,
      unit: null,
      aggregation: null,
      description: 'Kind of event.',
    },
    {
      name: 'event_count',
      role: 'MEASURE',
      type: 'bigint',
      nullable: false,
      unit: null,
      aggregation: 'COUNT',
      description: 'Events that have a user.',
    },
  ]);
  expect(columns.at(-1)).toMatchObject({ type: 'decimal(28,4)', unit: 'USD', aggregation: 'SUM' });
  await api.close();
  await lake.remove();
});
