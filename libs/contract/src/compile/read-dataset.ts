import type { DatasetColumn, DatasetIr, EventIr, StoredColumn } from '../ir.ts';
import { hashOf } from './canonical.ts';
import { checkScalar } from './check-scalar.ts';
import { readChecks } from './read-checks.ts';
import { readColumn } from './read-column.ts';
import { directiveArguments, fieldsOf, type ObjectType, type Problems, type SchemaFile } from './read-sdl.ts';
import { readSqlFile } from './read-sql-file.ts';

/** `run_date` is not a field: it is the business day that every dataset is partitioned by first. */
export const RUN_DATE = 'run_date';

/** A row's columns in the order of the files: those of the SDL, an AVG followed by its sum and count. */
function storedColumns(columns: readonly DatasetColumn[]): StoredColumn[] {
  return columns.flatMap((column) => {
    const { name, type, nullable } = column;
    const parts = column.role === 'measure' && column.parts ? [column.parts.sum, column.parts.count] : [];
    return [{ name, type, nullable }, ...parts];
  });
}

/** What a figure is and how it is made: not what is said of it, nor what it is held to. */
function meaningOf({ description: _, checks: __, ...meaning }: DatasetColumn) {
  return meaning;
}

export function readDataset(
  type: ObjectType,
  events: readonly EventIr[],
  files: readonly SchemaFile[],
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
  checkPartitions(type, partitionBy, event, problems);
  const { sql, sqlFile } = readSqlFile(type.node, 'dataset', files, problems);
  const columns = readColumns(type, event, sql !== null, problems);
  const stored = storedColumns(columns);
  refuseSameColumns(type, partitionBy, stored, problems);
  const zone = typeof args.zone === 'string' ? args.zone : 'UTC';
  return {
    name,
    typeName: type.name,
    fieldName: name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    event: event.typeName,
    zone,
    sql,
    sqlFile,
    description: type.description,
    partitionBy,
    columns,
    stored,
    checks: readChecks(
      { directives: type.parts.flatMap((part) => part.directives ?? []) },
      { columns: [...partitionBy, ...columns.map((column) => column.name)] },
      problems,
    ),
    storageHash: hashOf({
      name,
      zone,
      partitionBy,
      stored,
      columns: columns.map(meaningOf),
      ...(sql === null ? {} : { sql }),
    }),
  };
}

function readColumns(type: ObjectType, event: EventIr, hasSql: boolean, problems: Problems): DatasetColumn[] {
  const fields = fieldsOf(type);
  const measures = fields.filter((field) => directiveArguments(field, 'measure'));
  const scope = { event, hasSql, measures: new Set(measures.map((field) => field.name.value)) };
  return fields.flatMap((field) => {
    const known = problems.list.length;
    const column = readColumn(field, scope, problems);
    if (column === null) return [];
    // A type that could not be read is a stand-in.
    if (problems.list.length === known) checkScalar(field, column.type, problems);
    return [column];
  });
}

function checkPartitions(
  type: ObjectType,
  partitionBy: readonly string[],
  event: EventIr,
  problems: Problems,
): void {
  if (partitionBy[0] !== RUN_DATE) {
    problems.add(type.node, `@dataset(partitionBy): the first partition column is "${RUN_DATE}".`);
  }
  for (const column of partitionBy.slice(1)) {
    const field = event.fields.find((candidate) => candidate.name === column);
    if (!field || field.nullable || field.type.kind !== 'string') {
      problems.add(type.node, `@dataset(partitionBy): ${column} must be a String! of ${event.typeName}.`);
    }
  }
}

/** An AVG brings two columns of its own, and partition columns are no fields: names may meet. */
function refuseSameColumns(
  type: ObjectType,
  partitionBy: readonly string[],
  stored: readonly StoredColumn[],
  problems: Problems,
): void {
  const seen = new Set<string>();
  for (const { name } of stored) {
    if (partitionBy.includes(name)) {
      problems.add(type.node, `${name} is a partition column; it is not declared as a field.`);
    } else if (seen.has(name)) {
      problems.add(type.node, `Two columns of ${type.name} are stored as ${name}.`);
    }
    seen.add(name);
  }
}
