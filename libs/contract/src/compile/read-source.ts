import type { FieldDefinitionNode } from 'graphql';
import type { EventIr, FieldIr, SourceFormat, SourceIr } from '../ir.ts';
import { readChecks, refuseChecks } from './read-checks.ts';
import { readField } from './read-field.ts';
import { directiveArguments, fieldsOf, type ObjectType, type Problems, type SchemaFile } from './read-sdl.ts';
import { readSqlFile } from './read-sql-file.ts';

export function readEvent(type: ObjectType, problems: Problems): EventIr {
  const fields = fieldsOf(type).map((field) => readEventField(field, problems));
  for (const part of type.parts) {
    refuseChecks(part, 'it stands on a field of an event, or on the type of a dataset.', problems);
  }
  const idNode = fieldsOf(type).find((field) => {
    const named = field.type.kind === 'NonNullType' ? field.type.type : field.type;
    return named.kind === 'NamedType' && named.name.value === 'ID';
  });
  return {
    typeName: type.name,
    description: type.description,
    fields,
    idField: idNode?.name.value ?? null,
    timeField: fields.find((field) => field.type.kind === 'timestamp')?.name ?? null,
  };
}

/** Every `@source` that a type (or an extension of it) carries. */
export function readSources(
  type: ObjectType,
  eventNames: ReadonlySet<string>,
  files: readonly SchemaFile[],
  problems: Problems,
): SourceIr[] {
  return type.parts.flatMap((part) =>
    (part.directives ?? [])
      .filter((directive) => directive.name.value === 'source')
      .map((directive) => {
        const args = directiveArguments({ directives: [directive] }, 'source') ?? {};
        const event = String(args.to);
        if (!eventNames.has(event)) {
          problems.add(directive, `@source(to: "${event}"): no dataset is made from such a type.`);
        }
        const { sql, sqlFile } = readSqlFile({ directives: [directive] }, 'source', files, problems);
        if (sqlFile === null && type.name !== event) {
          problems.add(
            directive,
            `@source without sql: the record is the event, so it must be declared on ${event}.`,
          );
        }
        return {
          name: String(args.name),
          typeName: type.name,
          format: args.format as SourceFormat,
          event,
          sql,
          sqlFile,
          description: type.description,
          fields: fieldsOf(type).map((field) => readRawField(field, type.name === event, problems)),
        };
      }),
  );
}

function readEventField(field: FieldDefinitionNode, problems: Problems): FieldIr {
  const read = readField(field, problems);
  return { ...read, checks: readChecks(field, read, problems) };
}

/** A raw record is held to its types alone: what it says is checked once it is an event. */
function readRawField(field: FieldDefinitionNode, isEvent: boolean, problems: Problems): FieldIr {
  if (isEvent) return readEventField(field, problems);
  refuseChecks(field, 'a raw record is held to its types; check the field of the event.', problems);
  return readField(field, problems);
}
