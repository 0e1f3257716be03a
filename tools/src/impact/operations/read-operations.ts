import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { glob } from 'tinyglobby';
import { documentGlobs } from '../contract/run-codegen.ts';
import { kindOfFile } from '../kind-of-file.ts';
import { type Consumer, isContract } from '../workspace/find-consumers.ts';
import { findLiterals, type Literal } from './find-literals.ts';
import type { OperationGroup, OperationText } from './operation-text.ts';

/** The `.graphql` files that a project's graphql-codegen makes types of. */
export async function readDocuments(root: string, project: Consumer): Promise<OperationText[]> {
  // The contract's own are generated: they change with it.
  if (isContract(project)) return [];
  const cwd = join(root, project.folder);
  const files = await glob(await documentGlobs(root, project), { cwd, ignore: ['**/node_modules/**'] });
  return Promise.all(
    files.toSorted().map(async (file) => {
      const fileText = await readFile(join(cwd, file), 'utf8');
      return {
        file: `${project.folder}/${file}`,
        project: project.name,
        kind: 'operation' as const,
        fileText,
        start: 0,
        document: parse(fileText),
      };
    }),
  );
}

const PROGRAMS = '**/*.{ts,tsx,mts,cts,js,mjs,cjs}';
const NOT_SOURCES = ['node_modules', 'dist', 'public', 'tmp', 'test-results', '__generated__', '.*'].map(
  (name) => `**/${name}/**`,
);

/** A program's literals that may hold GraphQL. */
export interface ProgramLiterals {
  readonly file: string;
  readonly project: string;
  readonly fileText: string;
  readonly literals: readonly Literal[];
}

/** Every literal of a project's programs that looks like an operation. Nothing is said yet of whose schema it asks. */
export async function readLiterals(root: string, project: Consumer): Promise<ProgramLiterals[]> {
  const cwd = join(root, project.folder);
  const files = await glob(PROGRAMS, { cwd, ignore: [...NOT_SOURCES, '**/*.d.ts'] });
  const programs = await Promise.all(
    files.toSorted().map(async (file) => {
      const fileText = await readFile(join(cwd, file), 'utf8');
      return {
        file: `${project.folder}/${file}`,
        project: project.name,
        fileText,
        literals: findLiterals(file, fileText),
      };
    }),
  );
  return programs.filter(({ literals }) => literals.length > 0);
}

/** Literals that are whole, valid operations of a schema: what a program sends, whatever it calls it. */
export function operationsIn(programs: readonly ProgramLiterals[], schema: GraphQLSchema): OperationGroup[] {
  return programs.flatMap((program) =>
    program.literals.flatMap((literal) => {
      const document = literal.readings.find((reading) => {
        const asks = reading.definitions.some(({ kind }) => kind === 'OperationDefinition');
        return asks && validate(schema, reading, specifiedRules).length === 0;
      });
      if (document === undefined) return [];
      const text = {
        file: program.file,
        project: program.project,
        kind: kindOfFile(program.file, 'operation'),
        fileText: program.fileText,
        start: literal.start,
        document,
      };
      return [{ texts: [text], fragments: [] }];
    }),
  );
}

/** Queries that Gatsby takes out of a site's files: literals that are handed to its `graphql`. */
export function pageQueriesIn(programs: readonly ProgramLiterals[]): OperationText[] {
  return programs.flatMap(({ file, project, fileText, literals }) =>
    literals.flatMap(({ tag, start, readings: [document] }) =>
      tag === 'graphql' && document
        ? [{ file, project, fileText, start, document, kind: kindOfFile(file, 'page query') }]
        : [],
    ),
  );
}
