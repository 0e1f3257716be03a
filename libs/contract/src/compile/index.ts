export { deriveFiles } from '../derive/derive-files.ts';
export { servedDocument } from '../derive/served-schema.ts';
export { canonicalJson, hashOf } from './canonical.ts';
export { compileContract } from './compile-contract.ts';
export { type ContractProblem, contractError } from './errors.ts';
export { Problems, parseSchemaFiles, type SchemaFile } from './read-sdl.ts';
