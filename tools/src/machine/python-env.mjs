import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram } from './find-on-path.mjs';

/** @param {string} root */
export function venvFolder(root) {
  return join(root, '.venv');
}

/** @param {string} root */
export function venvPython(root) {
  return process.platform === 'win32'
    ? join(venvFolder(root), 'Scripts', 'python.exe')
    : join(venvFolder(root), 'bin', 'python');
}

/** @param {string} root */
export function pythonLockFile(root) {
  return join(root, 'tools', 'python', 'requirements.lock');
}

/**
 * True when `.venv` holds what the lock file names.
 *
 * @param {string} root
 */
export function venvIsFresh(root) {
  return isProgram(venvPython(root)) && readStamp(root) === lockHash(root);
}

/**
 * Remembers that `.venv` fits the lock file as it is now.
 *
 * @param {string} root
 */
export function stampVenv(root) {
  writeFileSync(stampPath(root), lockHash(root));
}

/** @param {string} root */
function readStamp(root) {
  try {
    return readFileSync(stampPath(root), 'utf8');
  } catch {
    return null; // made by hand, or not finished
  }
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(pythonLockFile(root)))
    .digest('hex');
}

/** @param {string} root */
function stampPath(root) {
  return join(venvFolder(root), '.datahub-stamp');
}
