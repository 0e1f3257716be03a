import { sparkType } from '../column-type.ts';
import type { DatasetIr } from '../ir.ts';

/** A field as `StructField.jsonValue()` of Spark writes it. */
export interface SparkField {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface SparkStruct {
  readonly type: 'struct';
  readonly fields: readonly SparkField[];
}

/** Stored columns, partition columns left out: what the data files hold, and `data_schema` of the manifest. */
export function dataFields(dataset: DatasetIr): SparkField[] {
  const comments = new Map(dataset.columns.map((column) => [column.name, column.description]));
  return dataset.stored.map(({ name, type, nullable }) => {
    const comment = comments.get(name);
    const metadata: Record<string, string> = comment ? { comment } : {};
    return { name, type: sparkType(type), nullable, metadata };
  });
}

/**
 * Schema of the whole table, as `metaData.schemaString` of the Delta log holds it: partition columns first.
 * Columns are nullable there whatever the contract says: a Delta column that is NOT NULL could never be
 * loosened, and old files must stay readable; what must not be null is checked before a commit.
 */
export function tableSchema(dataset: DatasetIr): SparkStruct {
  const partitions = dataset.partitionBy.map((name) => ({
    name,
    type: 'string',
    nullable: true,
    metadata: {},
  }));
  const data = dataFields(dataset).map((field) => ({ ...field, nullable: true }));
  return { type: 'struct', fields: [...partitions, ...data] };
}
