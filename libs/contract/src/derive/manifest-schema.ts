import type { DatasetIr } from '../ir.ts';
import { dataFields } from './spark-schema.ts';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } as const;

/** All of an object's properties are required, and no others may stand there. */
function object(properties: Readonly<Record<string, unknown>>) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** JSON Schema (draft 2020-12) of a dataset's `_manifest.json`. */
export function manifestSchema(dataset: DatasetIr) {
  const partition = dataset.partitionBy[1] ?? null;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `_manifest.json of ${dataset.name}`,
    ...object({
      manifest_version: { const: 1 },
      dataset: { const: dataset.name },
      run_date: day,
      generated_at_utc: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$' },
      data_schema: { const: dataFields(dataset) },
      partitions: object({
        partition_key: { const: partition },
        values: { type: 'array', items: text, ...(partition === null ? { maxItems: 0 } : {}) },
      }),
      summary_stats: object({
        total_events: count,
        total_rows: count,
        total_files: count,
        total_bytes: count,
      }),
      input: object({
        source: text,
        files: { type: 'array', items: text },
        fingerprint: hash,
        rows_read: count,
        rows_aggregated: count,
        rows_duplicate: count,
        rows_quarantined: count,
        values_rounded: count,
      }),
      table: object({ version: count }),
      files: {
        type: 'array',
        items: object({
          path: text,
          partition_values: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
          rows: count,
          bytes: count,
          sha256: hash,
        }),
      },
      contract: object({ wire_hash: hash, storage_hash: { const: dataset.storageHash } }),
      engine: object({ name: text, version: text }),
      run_id: text,
    }),
  };
}
