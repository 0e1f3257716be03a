import { join } from 'node:path';
import { askProgram } from './ask-program.mjs';
import { findOnPath, isProgram } from './find-on-path.mjs';

/** The oldest Java that Spark 4 runs on. */
export const oldestJava = 17;

/**
 * Finds a Java that Spark can use: `JAVA_HOME`, else the one on the PATH, as Spark itself looks for it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ path: string, version: number } | null} `null` also when it is too old.
 */
export function findJava(env) {
  const home = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : null;
  const path = home && isProgram(home) ? home : findOnPath('java', env);
  const version = path ? majorVersion(askProgram(path, ['-version']) ?? '') : 0;
  return path && version >= oldestJava ? { path, version } : null;
}

/**
 * Reads what `java -version` prints: `openjdk version "17.0.12" …`, and `"1.8.0_412"` in the old way.
 *
 * @param {string} text
 * @returns {number} 0 when it says nothing.
 */
export function majorVersion(text) {
  const match = /version "(?:1\.)?(\d+)/.exec(text);
  return match ? Number(match[1]) : 0;
}
