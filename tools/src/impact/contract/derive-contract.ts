import type { ContractIr } from '@datahub/contract';
import {
  compileContract,
  deriveFiles,
  Problems,
  parseSchemaFiles,
  type SchemaFile,
} from '@datahub/contract/compile';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Finding, Overlay } from '../place.ts';
import type { Consumer } from '../workspace/find-consumers.ts';
import { runCodegen } from './run-codegen.ts';

/** A contract with everything that is generated from it, in memory. */
export interface DerivedContract {
  readonly ir: ContractIr;
  /** What is served, as SDL. */
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  /** The generated files of the contract's own project. */
  readonly files: Overlay;
  /** What its own codegen stumbles over. */
  readonly findings: readonly Finding[];
}

/**
 * What `npm run codegen` would write into the contract's project, without writing it.
 *
 * @throws CONTRACT_INVALID
 */
export async function deriveContract(
  root: string,
  project: Consumer,
  schemaFiles: readonly SchemaFile[],
): Promise<DerivedContract> {
  const ir = compileContract(schemaFiles);
  const derived = deriveFiles(ir, parseSchemaFiles(schemaFiles, new Problems()));
  const folder = `${project.folder}/src/__generated__`;
  const sdl = derived['schema.graphql'] ?? '';
  const generated = await runCodegen(root, project, sdl, [derived['operations.graphql'] ?? '']);
  const files = new Map([
    ...Object.entries(derived).map(([path, text]) => [`${folder}/${path}`, text] as const),
    ...generated.files,
  ]);
  return { ir, sdl, schema: buildSchema(sdl), files, findings: generated.findings };
}
