import type { EventIr, SourceFormat, SourceIr } from '../ir.ts';
import { readField } from './read-field.ts';
import { directiveArguments, fieldsOf, type ObjectType, type Problems, type SchemaFile } from './read-sdl.ts';

export function readEvent(type: ObjectType, problems: Problems): EventIr {
  const fields = fieldsOf(type).map((field) => readField(field, problems));
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
        const sqlName = typeof args.sql === 'string' ? args.sql : null;
        // The file lies beside the SDL that names it.
        const folder = directive.loc?.source.name.replace(/[^/]*$/, '') ?? '';
        const sqlFile = sqlName === null ? null : `${folder}${sqlName}`;
        const sql = sqlFile === null ? null : (files.find((file) => file.path === sqlFile)?.text ?? null);
        if (sqlFile !== null && sql === null) {
          problems.add(directive, `@source(sql: "${sqlName}"): there is no file schema/${sqlFile}.`);
        }
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
          sql: sql?.trim() ?? null,
          sqlFile,
          description: type.description,
          fields: fieldsOf(type).map((field) => readField(field, problems)),
        };
      }),
  );
}
