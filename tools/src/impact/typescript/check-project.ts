import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { kindOfFile } from '../kind-of-file.ts';
import type { Finding, Overlay, PlaceKind } from '../place.ts';
import type { Consumer } from '../workspace/find-consumers.ts';
import { affectedFiles } from './affected-files.ts';
import { changedTypes } from './changed-types.ts';
import { type Config, createProgram, readConfig, type Shared } from './create-program.ts';
import { touchesOf } from './find-touches.ts';

/** The generated files of everybody, before and after. */
export interface Overlays {
  readonly base: Overlay;
  readonly head: Overlay;
}

/** What a project's type check says of the new contract and did not say of the old one. */
export function checkProject(shared: Shared, project: Consumer, overlays: Overlays): Finding[] {
  const changed = new Set(
    [...changedTypes(overlays.base, overlays.head)].map((path) => join(shared.root, path)),
  );
  const checked = new Set<string>();
  return configsOf(join(shared.root, project.folder), project.needs.includes('vue-tsc')).flatMap((config) => {
    const { affected, ambient } = affectedFiles(shared, config, changed);
    // Files that two configs share are checked with the first.
    const files = affected.filter((file) => !checked.has(file));
    for (const file of files) checked.add(file);
    if (files.length === 0) return [];
    return checkFiles(
      shared,
      project,
      { ...config, files: [...files, ...ambient] },
      new Set(files),
      overlays,
    );
  });
}

/** A project's tsconfig, or those that it refers to. */
function configsOf(folder: string, isVue: boolean): Config[] {
  const path = join(folder, 'tsconfig.json');
  if (!existsSync(path)) return [];
  const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8')) as {
    config: { references?: readonly { path: string }[] };
  };
  const references = config.references?.map((reference) => resolve(dirname(path), reference.path)) ?? [];
  return (references.length > 0 ? references : [path]).map((file) => readConfig(file, isVue));
}

function checkFiles(
  shared: Shared,
  project: Consumer,
  config: Config,
  files: ReadonlySet<string>,
  { base, head }: Overlays,
): Finding[] {
  const after = createProgram(shared, config, head);
  const isGenerated = (file: string) => head.has(relative(shared.root, file).replaceAll('\\', '/'));
  const found = diagnose(
    after,
    after.getSourceFiles().filter(({ fileName }) => files.has(fileName) && !isGenerated(fileName)),
  );
  if (found.length === 0) return [];

  // What was wrong before is nobody's news; only files where something is wrong now need be looked at.
  const before = createProgram(shared, config, base, after);
  const names = new Set(found.map(({ file }) => file.fileName));
  const known = diagnose(
    before,
    before.getSourceFiles().filter(({ fileName }) => names.has(fileName)),
  );
  return found
    .filter((one) => !known.some((other) => isSame(one, other)))
    .map((diagnostic) => {
      const { file, start, code, messageText } = diagnostic;
      const path = relative(shared.root, file.fileName).replaceAll('\\', '/');
      const text = readFileSync(file.fileName, 'utf8');
      const { line, character } = ts.getLineAndCharacterOfPosition(
        { text } as ts.SourceFileLike as ts.SourceFile,
        start,
      );
      return {
        file: path,
        line: line + 1,
        column: character + 1,
        project: project.name,
        kind: kindOf(path, text),
        breaks: true,
        reason: null,
        // Types are named by the files that they come from: the same on every machine.
        message: `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`.replaceAll(
          `${shared.root}/`,
          '',
        ),
        touches: touchesOf(before, base, shared.root, diagnostic),
      };
    });
}

type Located = ts.Diagnostic & { readonly file: ts.SourceFile; readonly start: number };

function diagnose(program: ts.Program, files: readonly ts.SourceFile[]): Located[] {
  return files
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .filter((diagnostic): diagnostic is Located => diagnostic.file !== undefined);
}

function isSame(one: Located, other: Located): boolean {
  return one.file.fileName === other.file.fileName && one.start === other.start && one.code === other.code;
}

/** A file that takes types of resolvers from the contract has resolvers. */
const RESOLVERS = /\b\w*Resolvers\b[^;]* from '@datahub\/contract\/graphql'/;

function kindOf(path: string, text: string): PlaceKind {
  if (path.endsWith('.vue')) return 'vue';
  return kindOfFile(path, RESOLVERS.test(text) ? 'resolver' : 'typescript');
}
