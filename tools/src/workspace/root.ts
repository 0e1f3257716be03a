import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the workspace, an absolute path with a slash at its end. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A path inside the workspace. */
export function inRoot(...segments: readonly string[]): string {
  return join(root, ...segments);
}
