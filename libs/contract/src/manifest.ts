import type { SparkField } from './derive/spark-schema.ts';

/**
 * `_manifest.json` in the root of a business day: made from the commit, after it, for a person or an event rule to
 * read. Its JSON Schema is generated for each dataset (`@datahub/contract/generated/manifests/<dataset>.schema.json`).
 */
export interface Manifest {
  readonly manifest_version: 1;
  readonly dataset: string;
  /** Business day, `YYYY-MM-DD`. */
  readonly run_date: string;
  /** When the day was committed, RFC 3339, UTC. */
  readonly generated_at_utc: string;
  /** Columns of the data files as Spark StructFields; partition columns are left out. */
  readonly data_schema: readonly SparkField[];
  readonly partitions: {
    /** The partition column below `run_date`; null where a dataset has none. */
    readonly partition_key: string | null;
    /** Its values on this day, in byte order. */
    readonly values: readonly string[];
  };
  readonly summary_stats: {
    /** Events that were aggregated into the day's rows. */
    readonly total_events: number;
    /** Rows of the dataset on this day. */
    readonly total_rows: number;
    readonly total_files: number;
    readonly total_bytes: number;
  };
  /** Records of the day's input: `rows_read = rows_aggregated + rows_duplicate + rows_quarantined`. */
  readonly input: {
    readonly source: string;
    readonly files: readonly string[];
    /** SHA-256 over the content of the input, the source's SQL and the storage hash. Lower-case hex. */
    readonly fingerprint: string;
    readonly rows_read: number;
    readonly rows_aggregated: number;
    readonly rows_duplicate: number;
    readonly rows_quarantined: number;
    /** Decimals that had more digits than their column keeps, and were rounded half up. */
    readonly values_rounded: number;
  };
  readonly table: {
    /** Version of the Delta table that brought this day. */
    readonly version: number;
  };
  readonly files: readonly ManifestFile[];
  readonly contract: {
    readonly wire_hash: string;
    readonly storage_hash: string;
  };
  readonly engine: { readonly name: string; readonly version: string };
  /** The run that published the day; one run may publish several datasets. */
  readonly run_id: string;
}

/** A data file of the day. */
export interface ManifestFile {
  /** From the table's root, as it lies in the store. */
  readonly path: string;
  readonly partition_values: Readonly<Record<string, string | null>>;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
}
