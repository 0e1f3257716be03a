import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CodegenConfig, executeCodegen } from '@graphql-codegen/cli';
import type { Types } from '@graphql-codegen/plugin-helpers';
import type { Overlay } from '../place.ts';
import type { Consumer } from '../workspace/find-consumers.ts';

/**
 * What a project's graphql-codegen would write, for another schema and other documents than those on disk.
 * The documents are taken as they are: who asks has validated them, and knows what is wrong with them.
 *
 * @param documents texts of operations; with none, nothing is generated that needs them
 * @returns path from the root to text; empty where the project has no codegen
 */
export async function runCodegen(
  root: string,
  project: Consumer,
  sdl: string,
  documents: readonly string[],
): Promise<Overlay> {
  if (project.codegen === null) return new Map();
  const cwd = join(root, project.folder);
  const { result, error } = (await executeCodegen({
    ...(await readConfig(root, project)),
    schema: sdl,
    documents: documents.filter((text) => text.trim() !== ''),
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
