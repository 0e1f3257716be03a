import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileContract, Problems, parseSchemaFiles, type SchemaFile } from '../src/compile/index.ts';
import { printServedSchema } from '../src/derive/served-schema.ts';

const schemaRoot = fileURLToPath(new URL('../schema', import.meta.url));

/** The schema files as they are checked in. */
export function shippedFiles(): SchemaFile[] {
  return readdirSync(schemaRoot, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(schemaRoot, path), text: readFileSync(path, 'utf8') }));
}

/** The shipped files with some replaced, added, or (null) removed. */
export function filesWith(changes: Readonly<Record<string, string | null>>): SchemaFile[] {
  const kept = shippedFiles().filter((file) => !(file.path in changes));
  const added = Object.entries(changes).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
  return [...kept, ...added];
}

/** One shipped file with a piece of its text replaced; the piece must be there. */
export function filesEdited(path: string, from: string, to: string): SchemaFile[] {
  const file = shippedFiles().find((candidate) => candidate.path === path);
  if (!file?.text.includes(from)) throw new Error(`${path} does not contain ${from}`);
  return filesWith({ [path]: file.text.replace(from, to) });
}

export function servedSdl(files: readonly SchemaFile[]): string {
  return printServedSchema(parseSchemaFiles(files, new Problems()), compileContract(files));
}

/** What a compilation says is wrong: `place problem`, a line each. */
export function problemsOf(files: readonly SchemaFile[]): string[] {
  try {
    compileContract(files);
    return [];
  } catch (error) {
    const { list } = (error as { details: { list: { at: string; problem: string }[] } }).details;
    return list.map(({ at, problem }) => `${at} ${problem}`);
  }
}
