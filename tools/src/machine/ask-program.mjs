import { spawnSync } from 'node:child_process';

/**
 * Runs a program for what it prints: on stdout, or on stderr when nothing is there (`java -version`).
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {string | null} `null` when it cannot be run or fails.
 */
export function askProgram(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout || stderr : null;
}
