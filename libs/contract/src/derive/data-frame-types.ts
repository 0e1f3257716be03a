import type { ColumnType, DatasetIr } from '../ir.ts';

/** How a column is typed in Python. */
export interface DataFrameColumn {
  readonly name: string;
  /** As `str(pyarrow.DataType)` writes it. */
  readonly arrow: string;
  /** As `Series.astype` takes it: the nullable types of pandas; `object` holds `decimal.Decimal`, or `datetime.date`. */
  readonly pandas: string;
  readonly nullable: boolean;
  /** Its value comes from the table's log, not from its files. */
  readonly partition: boolean;
}

/** Columns of a table as pandas and Arrow type them: partition columns, then those of the files. */
export function dataFrameTypes({ name, storageHash, partitionBy, stored }: DatasetIr) {
  const columns: DataFrameColumn[] = [
    ...partitionBy.map((column) => ({
      name: column,
      ...typesOf({ kind: 'string' }),
      nullable: false,
      partition: true,
    })),
    ...stored.map((column) => ({
      name: column.name,
      ...typesOf(column.type),
      nullable: column.nullable,
      partition: false,
    })),
  ];
  return { dataset: name, storageHash, columns };
}

function typesOf(type: ColumnType): Pick<DataFrameColumn, 'arrow' | 'pandas'> {
  switch (type.kind) {
    case 'string':
      return { arrow: 'string', pandas: 'string' };
    case 'boolean':
      return { arrow: 'bool', pandas: 'boolean' };
    case 'int':
      return { arrow: 'int32', pandas: 'Int32' };
    case 'bigint':
      return { arrow: 'int64', pandas: 'Int64' };
    case 'double':
      return { arrow: 'double', pandas: 'Float64' };
    case 'decimal':
      return { arrow: `decimal128(${type.precision}, ${type.scale})`, pandas: 'object' };
    case 'timestamp':
      return { arrow: 'timestamp[us, tz=UTC]', pandas: 'datetime64[us, UTC]' };
    case 'date':
      return { arrow: 'date32[day]', pandas: 'object' };
  }
}
