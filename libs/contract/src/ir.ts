/**
 * The canonical form of the contract. It is compiled once from the SDL; every generator and every program reads
 * this and never the SDL.
 */
export interface ContractIr {
  readonly irVersion: 1;
  /** Hash of everything that clients can ask: types, fields, arguments (not descriptions). Lower-case hex SHA-256. */
  readonly wireHash: string;
  readonly sources: readonly SourceIr[];
  readonly events: readonly EventIr[];
  readonly datasets: readonly DatasetIr[];
  /** Everything that only some may see, by coordinate. */
  readonly access: readonly AccessIr[];
  /** Everything that is going to go, by coordinate. */
  readonly sunsets: readonly SunsetIr[];
}

/** Who may see a type or a field. */
export interface AccessIr {
  /** Schema coordinate: `Metric`, `Metric.total_revenue`. */
  readonly coordinate: string;
  /** In byte order. */
  readonly roles: readonly string[];
}

/** What goes, and when. */
export interface SunsetIr {
  /** Schema coordinate: `Metric.total_revenue`, `DatasetState.EMPTY`, `Query.getMetrics(date:)`. */
  readonly coordinate: string;
  /** Last day that it is there for certain, `YYYY-MM-DD`. */
  readonly after: string;
  /** Coordinate of what to use instead; null where there is nothing. */
  readonly replacement: string | null;
}

/** What data must be like. A null breaks `notNull` alone. */
export type CheckRule =
  | { readonly kind: 'notNull' }
  /** Inclusive; null leaves that end open. */
  | { readonly kind: 'range'; readonly min: number | null; readonly max: number | null }
  /** Regular expression that the whole of a text matches: a subset that DuckDB, Java and JavaScript read alike. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** The only texts there may be. */
  | { readonly kind: 'values'; readonly values: readonly string[] }
  /** No two rows of a business day agree in all of these columns. */
  | { readonly kind: 'unique'; readonly columns: readonly string[] }
  /** Rows of a business day, as multiples of the median of the same weekday in the `weeks` weeks before. */
  | {
      readonly kind: 'rowCount';
      readonly weeks: number;
      readonly min: number | null;
      readonly max: number | null;
    };

/** ERROR keeps data from being published; WARN is told beside them. */
export type CheckIr = CheckRule & { readonly severity: 'ERROR' | 'WARN' };

/** Storage type of a column. */
export type ColumnType =
  | { readonly kind: 'string' }
  | { readonly kind: 'boolean' }
  /** 32 bits, signed. */
  | { readonly kind: 'int' }
  /** 64 bits, signed. */
  | { readonly kind: 'bigint' }
  | { readonly kind: 'double' }
  /** Exact decimal: `precision` digits in all (at most 38), `scale` of them behind the point. */
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  /** An instant, in microseconds since the epoch, UTC. */
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'date' };

/** A field of a raw record or of an event. */
export interface FieldIr {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly unit: string | null;
  readonly description: string | null;
  /** In the order of the SDL. */
  readonly checks: readonly CheckIr[];
}

export type SourceFormat = 'NDJSON' | 'CSV' | 'PARQUET';

/** What arrives: one raw record. */
export interface SourceIr {
  /** As `datahub publish --source` names it. */
  readonly name: string;
  readonly typeName: string;
  readonly format: SourceFormat;
  /** Type name of the event that a record becomes. */
  readonly event: string;
  /** A SELECT over `input`; null where the record is the event. */
  readonly sql: string | null;
  /** Path of that SELECT below `schema/`, for error messages. */
  readonly sqlFile: string | null;
  readonly description: string | null;
  readonly fields: readonly FieldIr[];
}

/** What is aggregated: one cleaned record. */
export interface EventIr {
  readonly typeName: string;
  readonly description: string | null;
  readonly fields: readonly FieldIr[];
  /** Field that names an event once (`ID`); duplicates on one day are removed by it. Null where there is none. */
  readonly idField: string | null;
  /** Field that gives the business day (the first `DateTime`). Null where files give it. */
  readonly timeField: string | null;
}

/** NONE cannot be rolled up, and comes from the SQL of a dataset. */
export type Aggregation = 'COUNT' | 'SUM' | 'AVG' | 'MIN' | 'MAX' | 'NONE';
export type Grain = 'HOUR' | 'DAY' | 'MONTH';

interface ServedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly unit: string | null;
  readonly description: string | null;
  /** In the order of the SDL. */
  readonly checks: readonly CheckIr[];
}

/** A column that rows are grouped by, and kept as data. */
export interface DimensionIr extends ServedColumn {
  readonly role: 'dimension';
  /** Event column; its own name where the dataset's SQL makes it. */
  readonly of: string;
  readonly grain: Grain | null;
}

/** A figure over the events of a group. */
export interface MeasureIr extends ServedColumn {
  readonly role: 'measure';
  readonly agg: Aggregation;
  /** Event column; null counts all events. Null too where the dataset's SQL makes the figure. */
  readonly of: string | null;
  /** SQL condition over event columns; null takes all events. */
  readonly where: string | null;
  /** Stored beside an AVG, so that it rolls up exactly. Null for all others. */
  readonly parts: { readonly sum: StoredColumn; readonly count: StoredColumn } | null;
}

/** A figure computed from measures of the same row. */
export interface DerivedIr extends ServedColumn {
  readonly role: 'derived';
  /** SQL over measures of the dataset. */
  readonly expr: string;
}

export type DatasetColumn = DimensionIr | MeasureIr | DerivedIr;

/** A column of the table as it is stored, partition columns left out. */
export interface StoredColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
}

/** What is published: one table. */
export interface DatasetIr {
  /** Name of the table: `daily_metrics`. */
  readonly name: string;
  /** GraphQL type of a row: `Metric`. */
  readonly typeName: string;
  /** GraphQL field that answers rows of it: `dailyMetrics`. */
  readonly fieldName: string;
  readonly event: string;
  /** IANA zone that cuts instants into business days. */
  readonly zone: string;
  /** A SELECT over `events` that gives partition columns, dimensions and measures; null where measures say it all. */
  readonly sql: string | null;
  /** Path of that SELECT below `schema/`, for error messages. */
  readonly sqlFile: string | null;
  readonly description: string | null;
  /** Partition columns in order; the first is always `run_date`. Always strings. */
  readonly partitionBy: readonly string[];
  /** In the order of the SDL. */
  readonly columns: readonly DatasetColumn[];
  /** In the order of the files. */
  readonly stored: readonly StoredColumn[];
  /** Of its rows as a whole: unique keys, row counts. Not part of the storage hash. */
  readonly checks: readonly CheckIr[];
  /** Hash of `stored`, the partitioning, and of how the figures are made. Lower-case hex SHA-256. */
  readonly storageHash: string;
}
