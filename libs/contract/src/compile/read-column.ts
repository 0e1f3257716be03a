import type { FieldDefinitionNode } from 'graphql';
import type {
  Aggregation,
  ColumnType,
  DatasetColumn,
  DerivedIr,
  DimensionIr,
  EventIr,
  Grain,
  MeasureIr,
} from '../ir.ts';
import { readChecks } from './read-checks.ts';
import { columnTypeOf, hasDeclaredType, unitOf } from './read-field.ts';
import { directiveArguments, type Problems } from './read-sdl.ts';
import { readSqlNames } from './read-sql.ts';
import { unwrapType } from './unwrap-type.ts';

/** What a column of a dataset is made of. */
export interface ColumnScope {
  readonly event: EventIr;
  /** The dataset's own SELECT makes dimensions and measures. */
  readonly hasSql: boolean;
  /** Measures of the dataset, which derived figures are made of. */
  readonly measures: ReadonlySet<string>;
}

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

/** A field of a dataset's type; null (and a problem) where nothing says what it is. */
export function readColumn(
  field: FieldDefinitionNode,
  scope: ColumnScope,
  problems: Problems,
): DatasetColumn | null {
  const made = ['dimension', 'measure', 'derived'].filter((role) => directiveArguments(field, role));
  if (made.length !== 1) {
    problems.add(field, `${field.name.value} needs one of @dimension, @measure, @derived, and only one.`);
    return null;
  }
  const column = readByRole(made[0] as DatasetColumn['role'], field, scope, problems);
  return { ...column, checks: readChecks(field, column, problems) };
}

function readByRole(
  role: DatasetColumn['role'],
  field: FieldDefinitionNode,
  scope: ColumnScope,
  problems: Problems,
): DatasetColumn {
  if (role === 'derived') return readDerived(field, scope, problems);
  if (role === 'dimension') return readDimension(field, scope, problems);
  return scope.hasSql ? readSqlMeasure(field, problems) : readMeasure(field, scope.event, problems);
}

function servedPart(field: FieldDefinitionNode) {
  return {
    name: field.name.value,
    nullable: unwrapType(field.type).nullable,
    unit: unitOf(field),
    description: field.description?.value ?? null,
    checks: [],
  };
}

function readDerived(field: FieldDefinitionNode, { measures }: ColumnScope, problems: Problems): DerivedIr {
  const expr = String(directiveArguments(field, 'derived')?.expr);
  for (const problem of readSqlNames(expr, measures).problems) {
    problems.add(field, `@derived(expr: "${expr}"): ${problem}.`);
  }
  return { role: 'derived', ...servedPart(field), type: columnTypeOf(field, problems), expr };
}

function readDimension(field: FieldDefinitionNode, scope: ColumnScope, problems: Problems): DimensionIr {
  const served = servedPart(field);
  const args = directiveArguments(field, 'dimension');
  const grain = (args?.grain as Grain | undefined) ?? null;
  const of = typeof args?.of === 'string' ? args.of : served.name;
  if (scope.hasSql) {
    if (typeof args?.of === 'string' || grain) {
      problems.add(field, `@dimension: the SQL of the dataset makes ${served.name}; leave out of and grain.`);
    }
    return { role: 'dimension', ...served, type: columnTypeOf(field, problems), of, grain: null };
  }
  const column = scope.event.fields.find((candidate) => candidate.name === of);
  const origin = `${scope.event.typeName}.${of}`;
  if (!column) problems.add(field, `@dimension: ${scope.event.typeName} has no field ${of}.`);
  if (grain && column && column.type.kind !== 'timestamp') {
    problems.add(field, `@dimension(grain: ${grain}): ${of} is a ${column.type.kind}, not a time.`);
  }
  if (column?.nullable && !served.nullable) {
    problems.add(field, `${served.name} may be null, because ${origin} may: write its type without "!".`);
  }
  return { role: 'dimension', ...served, type: column?.type ?? { kind: 'string' }, of, grain };
}

function readMeasure(field: FieldDefinitionNode, event: EventIr, problems: Problems): MeasureIr {
  const args = directiveArguments(field, 'measure') ?? {};
  const served = servedPart(field);
  const agg = args.agg as Aggregation;
  const of = typeof args.of === 'string' ? args.of : null;
  const where = typeof args.where === 'string' ? args.where : null;
  const column = of === null ? undefined : event.fields.find((candidate) => candidate.name === of);

  if (agg === 'NONE') {
    problems.add(field, '@measure(agg: NONE) is for figures that the SQL of a dataset makes: @dataset(sql).');
  } else if (of !== null && !column) {
    problems.add(field, `@measure(of: "${of}"): ${event.typeName} has no field ${of}.`);
  } else if (of === null && agg !== 'COUNT') {
    problems.add(field, `@measure(agg: ${agg}) needs \`of\`, the event column.`);
  } else if (column && (agg === 'SUM' || agg === 'AVG') && !SUMMABLE.has(column.type.kind)) {
    problems.add(field, `@measure(agg: ${agg}): ${of} is a ${column.type.kind}, not a number.`);
  }
  if (agg !== 'COUNT' && !served.nullable) {
    problems.add(field, `${agg} of no events is null: write the type of ${served.name} without "!".`);
  }
  if (where !== null) {
    const known = new Set(event.fields.map(({ name }) => name));
    for (const problem of readSqlNames(where, known).problems) {
      problems.add(field, `@measure(where: "${where}"): ${problem}.`);
    }
  }
  const type = hasDeclaredType(field, problems)
    ? columnTypeOf(field, problems)
    : measureType(agg, column?.type ?? null);
  const parts =
    agg === 'AVG' && column
      ? {
          sum: { name: `${served.name}__sum`, type: sumType(column.type), nullable: true },
          count: { name: `${served.name}__count`, type: { kind: 'bigint' } as const, nullable: false },
        }
      : null;
  return { role: 'measure', ...served, type, agg, of, where, parts };
}

/** A figure that the SQL of the dataset makes; `agg` tells how it rolls up. */
function readSqlMeasure(field: FieldDefinitionNode, problems: Problems): MeasureIr {
  const args = directiveArguments(field, 'measure') ?? {};
  const served = servedPart(field);
  const agg = args.agg as Aggregation;
  const type = columnTypeOf(field, problems);
  if (args.of !== undefined || args.where !== undefined) {
    problems.add(field, `@measure: the SQL of the dataset makes ${served.name}; leave out of and where.`);
  }
  if (agg === 'AVG') {
    problems.add(
      field,
      '@measure(agg: AVG): a mean cannot be rolled up from SQL; give its SUM and its COUNT, and @derived their quotient.',
    );
  }
  if (agg === 'NONE' && !served.nullable) {
    problems.add(field, `${served.name} is null when rolled up: write its type without "!".`);
  }
  if ((agg === 'SUM' || agg === 'COUNT') && !SUMMABLE.has(type.kind)) {
    problems.add(field, `@measure(agg: ${agg}): ${served.name} is a ${type.kind}, not a number.`);
  }
  return { role: 'measure', ...served, type, agg, of: null, where: null, parts: null };
}
