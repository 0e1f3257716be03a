import { rm } from 'node:fs/promises';
import { withLock } from '../../bootstrap/with-lock.mjs';
import { askProgram } from '../../machine/ask-program.mjs';
import { canUseApt } from '../../machine/debian.mjs';
import { findPython, oldestPython } from '../../machine/find-python.mjs';
import { pythonLockFile, stampVenv, venvFolder, venvIsFresh, venvPython } from '../../machine/python-env.mjs';
import { runProgram } from '../../process/start-program.ts';
import { inRoot, root } from '../../workspace/root.ts';
import { installWithApt } from './install-with-apt.ts';
import type { Preparation } from './preparation.ts';

/** The Python environment `.venv` at the root, with what the lock file names. */
export const preparePython: Preparation = async ({ logFile, say }) => {
  if (venvIsFresh(root)) return null;
  let python = findPython(process.env);
  if (!python && canUseApt(process.env)) {
    say('installing Python with apt');
    await installWithApt(['python3', 'python3-venv'], logFile);
    python = findPython(process.env);
  }
  if (!python) {
    return (
      `The tests need Python ${oldestPython} or newer with venv ` +
      '(Debian: sudo apt-get install python3 python3-venv).'
    );
  }
  const { path } = python;
  return withLock(inRoot('tmp', 'python.lock'), async () => {
    if (venvIsFresh(root)) return null;
    say('making .venv: about a minute');
    // An environment outlives the Python it was made with only in appearance.
    if (askProgram(venvPython(root), ['-m', 'pip', '--version']) === null) {
      await rm(venvFolder(root), { recursive: true, force: true });
      const made = await runProgram('venv', path, ['-m', 'venv', venvFolder(root)], { cwd: root, logFile });
      if (made.code !== 0) return `.venv could not be made:\n${made.tail}`;
    }
    const args = [
      '-m',
      'pip',
      'install',
      '--disable-pip-version-check',
      '--require-hashes',
      '-r',
      pythonLockFile(root),
    ];
    const installed = await runProgram('pip', venvPython(root), args, { cwd: root, logFile });
    if (installed.code !== 0) return `The Python packages could not be installed:\n${installed.tail}`;
    stampVenv(root);
    return null;
  });
};
