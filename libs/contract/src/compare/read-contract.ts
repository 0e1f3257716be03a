import type { DocumentNode } from 'graphql';
import { compileContract } from '../compile/compile-contract.ts';
import { Problems, parseSchemaFiles, type SchemaFile } from '../compile/read-sdl.ts';
import type { ContractIr } from '../ir.ts';
import { type ContractElement, readElements } from './read-elements.ts';

/** A contract, ready to be compared. */
export interface ReadContract {
  readonly ir: ContractIr;
  readonly document: DocumentNode;
  readonly elements: ReadonlyMap<string, ContractElement>;
}

/**
 * Compiles the files below `schema/` for comparing. Does no I/O.
 * @throws CONTRACT_INVALID
 */
export function readContract(files: readonly SchemaFile[]): ReadContract {
  const ir = compileContract(files);
  const document = parseSchemaFiles(files, new Problems());
  return { ir, document, elements: readElements(document, ir) };
}
