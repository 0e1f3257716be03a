import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SchemaFile } from '@datahub/contract/compile';

const folder = fileURLToPath(new URL('./specimen', import.meta.url));

/** A contract that says everything that the SDL can say, of another trade than ours. */
export function readSpecimen(): SchemaFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') }));
}
