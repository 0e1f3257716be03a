/** What other writers may have written, in the words of Spark SQL: `bigint`, `decimal(28,4)`, `timestamp_ntz`. */
export type FoundType = string;

/** A column that holds lists, structs or maps; the contract has none. */
export const NESTED: FoundType = 'a nested column';

const OF_DUCKDB: Readonly<Record<string, FoundType>> = {
  VARCHAR: 'string',
  INTEGER: 'int',
  UTINYINT: 'unsigned tinyint',
  USMALLINT: 'unsigned smallint',
  UINTEGER: 'unsigned int',
  UBIGINT: 'unsigned bigint',
  'TIMESTAMP WITH TIME ZONE': 'timestamp',
  // Spark's INT96 is among them.
  TIMESTAMP: 'timestamp_ntz',
  TIMESTAMP_MS: 'timestamp_ntz',
  TIMESTAMP_S: 'timestamp_ntz',
};

/** From DuckDB's word for the type of a Parquet column. */
export function fromDuckdb(word: string): FoundType {
  return OF_DUCKDB[word] ?? word.toLowerCase().replace(', ', ',');
}

const OF_SPARK: Readonly<Record<string, FoundType>> = {
  byte: 'tinyint',
  short: 'smallint',
  integer: 'int',
  long: 'bigint',
};

/** From the JSON of a Spark data type, as a Delta log has it; a nested one is an object there. */
export function fromSpark(type: unknown): FoundType {
  if (typeof type !== 'string') return NESTED;
  return OF_SPARK[type] ?? type.replace(', ', ',');
}
