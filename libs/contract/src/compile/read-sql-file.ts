import type { ConstDirectiveNode } from 'graphql';
import { directiveArguments, type Problems, type SchemaFile } from './read-sdl.ts';

/** The SELECT that a directive's `sql` names: a file beside the SDL. Both are null where there is no `sql`. */
export function readSqlFile(
  node: { readonly directives?: readonly ConstDirectiveNode[] },
  directiveName: string,
  files: readonly SchemaFile[],
  problems: Problems,
): { readonly sql: string | null; readonly sqlFile: string | null } {
  const directive = node.directives?.find((candidate) => candidate.name.value === directiveName);
  const name = directiveArguments(node, directiveName)?.sql;
  if (typeof name !== 'string') return { sql: null, sqlFile: null };
  const folder = directive?.loc?.source.name.replace(/[^/]*$/, '') ?? '';
  const sqlFile = `${folder}${name}`;
  const text = files.find((file) => file.path === sqlFile)?.text;
  if (text === undefined) {
    problems.add(directive, `@${directiveName}(sql: "${name}"): there is no file schema/${sqlFile}.`);
  }
  return { sql: text?.trim() ?? null, sqlFile };
}
