import type { FieldDefinitionNode } from 'graphql';
import type {
  Aggregation,
  ColumnType,
  DatasetColumn,
  DatasetIr,
  EventIr,
  Grain,
  MeasureIr,
  StoredColumn,
} from '../ir.ts';
import { hashOf } from './canonical.ts';
import { columnTypeOf, hasDeclaredType, unitOf, unwrapType } from './read-field.ts';
import { directiveArguments, fieldsOf, type ObjectType, type Problems } from './read-sdl.ts';

/** `run_date` is not a field: it is the business day that every dataset is partitioned by first. */
export const RUN_DATE = 'run_date';

const SUMMABLE = new Set<ColumnType['kind']>(['int', 'bigint', 'double', 'decimal']);

/** What the sum of a column is stored as. A sum of decimals keeps its scale and gets ten more digits, as in Spark. */
function sumType(of: ColumnType): ColumnType {
  if (of.kind === 'decimal') {
    return { kind: 'decimal', precision: Math.min(38, of.precision + 10), scale: of.scale };
  }
  return of.kind === 'double' ? of : { kind: 'bigint' };
}

function measureType(agg: Aggregation, of: ColumnType | null): ColumnType {
  if (agg === 'COUNT' || of === null) return { kind: 'bigint' };
  if (agg === 'AVG') return { kind: 'double' };
  return agg === 'SUM' ? sumType(of) : of;
}

function readMeasure(field: FieldDefinitionNode, event: EventIr, problems: Problems): MeasureIr {
  const args = directiveArguments(field, 'measure') ?? {};
  const name = field.name.value;
  const agg = args.agg as Aggregation;
  const of = typeof args.of === 'string' ? args.of : null;
  const column = of === null ? undefined : event.fields.find((candidate) => candidate.name === of);
  const nullable = unwrapType(field.type).nullable;

  if (of !== null && !column) {
    problems.add(field, `@measure(of: "${of}"): ${event.typeName} has no field ${of}.`);
  } else if (of === null && agg !== 'COUNT') {
    problems.add(field, `@measure(agg: ${agg}) needs \`of\`, the event column.`);
  } else if (column && (agg === 'SUM' || agg === 'AVG') && !SUMMABLE.has(column.type.kind)) {
    problems.add(field, `@measure(agg: ${agg}): ${of} is a ${column.type.kind}, not a number.`);
  }
  if (agg !== 'COUNT' && !nullable) {
    problems.add(field, `${agg} of no events is null: write the type of ${name} without "!".`);
  }
  const type = hasDeclaredType(field, problems)
    ? columnTypeOf(field, problems)
    : measureType(agg, column?.type ?? null);
  return {
    role: 'measure',
    name,
    type,
    nullable,
    unit: unitOf(field),
    description: field.description?.value ?? null,
    agg,
    of,
    where: typeof args.where === 'string' ? args.where : null,
    parts:
      agg === 'AVG' && column
        ? {
            sum: { name: `${name}__sum`, type: sumType(column.type), nullable: true },
            count: { name: `${name}__count`, type: { kind: 'bigint' }, nullable: false },
          }
        : null,
  };
}

function readColumn(field: FieldDefinitionNode, event: EventIr, problems: Problems): DatasetColumn | null {
  const dimension = directiveArguments(field, 'dimension');
  const measure = directiveArguments(field, 'measure');
  const derived = directiveArguments(field, 'derived');
  const roles = [dimension, measure, derived].filter(Boolean).length;
  if (roles !== 1) {
    problems.add(field, `${field.name.value} needs one of @dimension, @measure, @derived, and only one.`);
    return null;
  }
  if (measure) return readMeasure(field, event, problems);

  const name = field.name.value;
  const served = {
    name,
    nullable: unwrapType(field.type).nullable,
    unit: unitOf(field),
    description: field.description?.value ?? null,
  };
  if (derived) {
    return { role: 'derived', ...served, type: columnTypeOf(field, problems), expr: String(derived.expr) };
  }
  const of = typeof dimension?.of === 'string' ? dimension.of : name;
  const column = event.fields.find((candidate) => candidate.name === of);
  if (!column) problems.add(field, `@dimension: ${event.typeName} has no field ${of}.`);
  const grain = (dimension?.grain as Grain | undefined) ?? null;
  if (grain && column && column.type.kind !== 'timestamp') {
    problems.add(field, `@dimension(grain: ${grain}): ${of} is a ${column.type.kind}, not a time.`);
  }
  if (column?.nullable && !served.nullable) {
    problems.add(
      field,
      `${name} may be null, because ${event.typeName}.${of} may: write its type without "!".`,
    );
  }
  return { role: 'dimension', ...served, type: column?.type ?? { kind: 'string' }, of, grain };
}

/** A row's columns in the order of the files: those of the SDL, an AVG followed by its sum and count. */
function storedColumns(columns: readonly DatasetColumn[]): StoredColumn[] {
  return columns.flatMap((column) => {
    const { name, type, nullable } = column;
    const parts = column.role === 'measure' && column.parts ? [column.parts.sum, column.parts.count] : [];
    return [{ name, type, nullable }, ...parts];
  });
}

export function readDataset(
  type: ObjectType,
  events: readonly EventIr[],
  problems: Problems,
): DatasetIr | null {
  const args = directiveArguments(type.node, 'dataset') ?? {};
  const event = events.find((candidate) => candidate.typeName === args.from);
  if (!event) {
    problems.add(type.node, `@dataset(from: "${args.from}"): there is no such type.`);
    return null;
  }
  const name = String(args.name);
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    problems.add(type.node, `@dataset(name: "${name}"): use lower_snake_case.`);
  }
  const partitionBy = (args.partitionBy as string[] | undefined) ?? [];
  if (partitionBy[0] !== RUN_DATE) {
    problems.add(type.node, `@dataset(partitionBy): the first partition column is "${RUN_DATE}".`);
  }
  for (const column of partitionBy.slice(1)) {
    const field = event.fields.find((candidate) => candidate.name === column);
    if (!field || field.nullable || field.type.kind !== 'string') {
      problems.add(type.node, `@dataset(partitionBy): ${column} must be a String! of ${event.typeName}.`);
    }
  }
  const columns = fieldsOf(type)
    .map((field) => readColumn(field, event, problems))
    .filter((column) => column !== null);
  for (const column of columns) {
    if (partitionBy.includes(column.name)) {
      problems.add(type.node, `${column.name} is a partition column; it is not declared as a field.`);
    }
  }
  const zone = typeof args.zone === 'string' ? args.zone : 'UTC';
  const stored = storedColumns(columns);
  return {
    name,
    typeName: type.name,
    fieldName: name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    event: event.typeName,
    zone,
    description: type.description,
    partitionBy,
    columns,
    stored,
    storageHash: hashOf({
      name,
      zone,
      partitionBy,
      stored,
      columns: columns.map(({ description: _, ...meaning }) => meaning),
    }),
  };
}
