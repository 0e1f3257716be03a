import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { compileContract, Problems, parseSchemaFiles } from '../src/compile/index.ts';
import { deriveFiles } from '../src/derive/derive-files.ts';
import { manifestSchema } from '../src/derive/manifest-schema.ts';
import { dataFields, tableSchema } from '../src/derive/spark-schema.ts';
import type { Manifest } from '../src/manifest.ts';
import { shippedFiles } from './schema-files.ts';

const files = shippedFiles();
const contract = compileContract(files);
const metrics = contract.datasets.find(({ name }) => name === 'daily_metrics')!;

describe('derived files', () => {
  const derived = deriveFiles(contract, parseSchemaFiles(files, new Problems()));

  it.each(Object.keys(derived))('%s is checked in as it is derived', (path) => {
    const checkedIn = fileURLToPath(new URL(`../src/__generated__/${path}`, import.meta.url));
    expect(existsSync(checkedIn) && readFileSync(checkedIn, 'utf8')).toBe(derived[path]);
  });
});

describe('the table schema', () => {
  it('is what Spark writes for the same columns', () => {
    // StructType([...]).json() of Spark 4.1 for these types, written by hand.
    expect(tableSchema(metrics).fields.map(({ name, type, nullable }) => [name, type, nullable])).toEqual([
      ['run_date', 'string', true],
      ['region', 'string', true],
      ['event_type', 'string', true],
      ['event_count', 'long', true],
      ['row_count', 'long', true],
      ['avg_session_duration', 'double', true],
      ['avg_session_duration__sum', 'long', true],
      ['avg_session_duration__count', 'long', true],
      ['total_revenue', 'decimal(28,4)', true],
    ]);
  });
});

describe('the manifest schema', () => {
  const valid = new Ajv2020({ strict: true }).compile(manifestSchema(metrics));
  const manifest: Manifest = {
    manifest_version: 1,
    dataset: 'daily_metrics',
    run_date: '2023-10-27',
    generated_at_utc: '2023-10-28T02:00:00Z',
    data_schema: dataFields(metrics),
    partitions: { partition_key: 'region', values: ['eu-central', 'us-west'] },
    summary_stats: { total_events: 3, total_rows: 2, total_files: 2, total_bytes: 4096 },
    input: {
      source: 'product-events',
      files: ['2023-10-27.ndjson.gz'],
      fingerprint: 'a'.repeat(64),
      rows_read: 5,
      rows_aggregated: 3,
      rows_duplicate: 1,
      rows_quarantined: 1,
      values_rounded: 0,
    },
    table: { version: 0 },
    files: [],
    contract: { wire_hash: contract.wireHash, storage_hash: metrics.storageHash },
    engine: { name: 'duckdb', version: '1.5.5' },
    run_id: '01J',
  };

  it('takes a manifest of the type', () => {
    expect([valid(manifest), valid.errors]).toEqual([true, null]);
  });

  it.each([
    ['a day that is none', { run_date: '27.10.2023' }],
    ['another dataset', { dataset: 'other' }],
    ['another storage hash', { contract: { ...manifest.contract, storage_hash: 'b'.repeat(64) } }],
    ['fewer columns', { data_schema: manifest.data_schema.slice(1) }],
    ['a property that nobody knows', { more: true }],
  ])('refuses %s', (_, change) => {
    expect(valid({ ...manifest, ...change })).toBe(false);
  });
});
