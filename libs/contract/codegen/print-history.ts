// What codegen reads of git, as one hash: Nx runs codegen anew where it differs.
import { fileURLToPath } from 'node:url';
import { hashOf } from '../src/compile/canonical.ts';
import { readHistory } from './read-history.ts';

console.log(hashOf(await readHistory(fileURLToPath(new URL('..', import.meta.url)))));
