import { spawnSync } from 'node:child_process';

/**
 * Runs a program for what it prints, stdout and stderr together (`java -version` writes to the second).
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {string | null} `null` when it cannot be run or fails.
 */
export function askProgram(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? `${stdout}${stderr}` : null;
}
