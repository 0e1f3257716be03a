import { askProgram } from './ask-program.mjs';
import { findOnPath } from './find-on-path.mjs';

/** The oldest Python that `tools/python/requirements.lock` was made for. */
export const oldestPython = '3.11';

const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
const question = 'import sys, ensurepip, venv; print("%d.%d.%d" % sys.version_info[:3])';

/**
 * Finds a Python that is new enough and can make virtual environments (Debian keeps that in a package apart).
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ path: string, version: string } | null}
 */
export function findPython(env) {
  for (const name of names) {
    const path = findOnPath(name, env);
    const version = path ? askProgram(path, ['-c', question])?.trim() : undefined;
    if (path && version && isNewEnough(version)) return { path, version };
  }
  return null;
}

/** @param {string} version */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 3 && minor >= 11;
}
