import { findOnPath } from './find-on-path.mjs';

/**
 * True where packages can be installed with apt without asking anybody: root on a Debian or Ubuntu.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function canUseApt(env) {
  return process.getuid?.() === 0 && findOnPath('apt-get', env) !== null;
}
