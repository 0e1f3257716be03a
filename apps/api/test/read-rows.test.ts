import { datasetOf } from '@datahub/contract';
import { expect, it } from 'vitest';
import { allGroups } from '../src/query/plan-rows.ts';
import { readRows } from '../src/query/read-rows.ts';
import { describeVersion } from '../src/serving/served-version.ts';

const dataset = datasetOf('daily_metrics')!;
const rows = { from: null, to: null, filter: {}, range: {}, groupBy: allGroups(dataset) };
const verdict = { version: 0, compatibility: 'COMPATIBLE', reasons: [] } as const;
const snapshot = {
  version: 0,
  timestamp: null,
  protocol: { minReaderVersion: 1, minWriterVersion: 2 },
  metadata: {
    id: 'a',
    format: { provider: 'parquet' },
    schemaString: '',
    partitionColumns: dataset.partitionBy,
    configuration: {},
  },
  files: [],
  commitInfo: null,
  txns: new Map(),
};
const version = describeVersion(dataset, snapshot, 1, verdict, () => 0);

it('blames a sum for a failure only where one is too large, whatever the engine says of it', async () => {
  const failure = new Error('Conversion Error: the value is out of range for the destination type');
  const read = (overflows: readonly boolean[]) => {
    let asked = 0;
    const query = async () => {
      asked += 1;
      if (asked === 1) throw failure;
      return [overflows];
    };
    return readRows(query, dataset, version, rows, { first: null, after: null });
  };
  // In the order of the measures that are added up: event_count, row_count, total_revenue.
  await expect(read([false, false, false])).rejects.toBe(failure);
  await expect(read([false, true, false])).rejects.toMatchObject({
    code: 'NUMBER_TOO_LARGE',
    details: { value: 'A sum of row_count' },
    cause: failure,
  });
});
