import type { ColumnType } from '@datahub/contract';
import { type StagedColumn, Token } from './column.ts';
import type { ColumnMemory } from './column-memory.ts';
import { LabelColumn } from './label-column.ts';
import { BooleanColumn, DoubleColumn, IntColumn, LongColumn, WideDecimalColumn } from './number-columns.ts';
import { isWideDecimal } from './parquet-file.ts';
import { TextColumn } from './text-column.ts';

/** A column for values of a type of the contract. */
export function columnFor(
  name: string,
  type: ColumnType,
  label: boolean,
  memory: ColumnMemory,
): StagedColumn {
  switch (type.kind) {
    case 'string':
      return label
        ? new LabelColumn(name, { kind: 'text' }, memory)
        : new TextColumn(name, { kind: 'text' }, memory);
    case 'boolean':
      return new BooleanColumn(name, { kind: 'boolean' }, Token.BOOLEAN, memory);
    case 'int':
      return new IntColumn(name, { kind: 'int' }, Token.NUMBER, memory);
    case 'date':
      return new IntColumn(name, { kind: 'date' }, Token.STRING, memory);
    case 'bigint':
      return new LongColumn(name, { kind: 'bigint' }, Token.NUMBER, memory);
    case 'timestamp':
      return new LongColumn(name, { kind: 'timestamp' }, Token.STRING, memory);
    case 'double':
      return new DoubleColumn(name, { kind: 'double' }, Token.NUMBER, memory);
    case 'decimal': {
      const staged = { kind: 'decimal', precision: type.precision, scale: type.scale } as const;
      return isWideDecimal(staged)
        ? new WideDecimalColumn(name, staged, Token.NUMBER, memory)
        : new LongColumn(name, staged, Token.NUMBER, memory);
    }
  }
}
