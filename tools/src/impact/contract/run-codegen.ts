import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CodegenConfig, executeCodegen } from '@graphql-codegen/cli';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { type Finding, type Overlay, positionAt } from '../place.ts';
import type { Consumer } from '../workspace/find-consumers.ts';

/** What a codegen made, and what it could not. */
export interface Generated {
  /** Path from the root to text; empty where the project has no codegen. */
  readonly files: Overlay;
  /** Why it would have stopped: told of its config, because that is what has to be mended. */
  readonly findings: readonly Finding[];
}

/**
 * What a project's graphql-codegen would write, for another schema and other documents than those on disk.
 * The documents are taken as they are: who asks has validated them, and knows what is wrong with them.
 *
 * @param documents texts of operations
 */
export async function runCodegen(
  root: string,
  project: Consumer,
  sdl: string,
  documents: readonly string[],
): Promise<Generated> {
  if (project.codegen === null) return { files: new Map(), findings: [] };
  const config = await readConfig(root, project);
  const given = documents.filter((text) => text.trim() !== '');
  try {
    return { files: await execute(root, project, config, sdl, given), findings: [] };
  } catch (error) {
    const file = `${project.folder}/${project.codegen}`;
    const text = await readFile(join(root, file), 'utf8');
    const finding = {
      file,
      ...positionAt(text, Math.max(0, text.indexOf('scalars'))),
      project: project.name,
      kind: 'typescript' as const,
      breaks: true,
      reason: null,
      message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
      touches: [],
    };
    // A scalar that the config does not know stops it: what else breaks is seen when it takes any.
    return { files: await execute(root, project, withAnyScalar(config), sdl, given), findings: [finding] };
  }
}

async function execute(
  root: string,
  project: Consumer,
  config: CodegenConfig,
  sdl: string,
  documents: readonly string[],
): Promise<Overlay> {
  const cwd = join(root, project.folder);
  const { result, error } = (await executeCodegen({
    ...config,
    schema: sdl,
    documents: [...documents],
    ignoreNoDocuments: true,
    skipDocumentsValidation: true,
    silent: true,
    cwd,
  } as Types.Config & { cwd: string })) as { result: Types.FileOutput[]; error: Error | null };
  if (error) throw error;
  return new Map(
    result.map(({ filename, content }) => [
      relative(root, join(cwd, filename)).replaceAll('\\', '/'),
      content,
    ]),
  );
}

function withAnyScalar(config: CodegenConfig): CodegenConfig {
  const generates = Object.entries(config.generates).map(([file, output]) => [
    file,
    'plugins' in output ? { ...output, config: { ...output.config, strictScalars: false } } : output,
  ]);
  return { ...config, generates: Object.fromEntries(generates) };
}

/** The documents that a project's graphql-codegen reads, as globs from the project's folder. */
export async function documentGlobs(root: string, project: Consumer): Promise<string[]> {
  if (project.codegen === null) return [];
  const { documents } = await readConfig(root, project);
  return [documents ?? []].flat().filter((pointer) => typeof pointer === 'string');
}

async function readConfig(root: string, project: Consumer): Promise<CodegenConfig> {
  const url = pathToFileURL(join(root, project.folder, project.codegen ?? ''));
  const module = (await import(url.href)) as { default: CodegenConfig };
  return module.default;
}
