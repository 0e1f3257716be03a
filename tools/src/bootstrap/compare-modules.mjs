import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [link]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 */

/** @typedef {{ packages?: Record<string, LockedPackage> }} Lock As npm writes it, version 3. */

/**
 * Names what keeps the installed packages from being those of the lock file; empty when they are.
 *
 * npm keeps a lock file of its own in `node_modules`, written last: it tells what is there also after an
 * `npm install` by hand, which a hash of `package-lock.json` alone would take for stale.
 *
 * @param {Lock} wanted `package-lock.json`
 * @param {Lock} installed `node_modules/.package-lock.json`
 * @returns {string[]} Paths of packages, like `node_modules/vue`.
 */
export function differingPackages(wanted, installed) {
  const there = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {})
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .filter(([path, entry]) => {
      const found = there[path];
      if (!found) return !mayBeLeftOut(entry);
      return found.version !== entry.version || found.integrity !== entry.integrity;
    })
    .map(([path]) => path);
}

/** @param {LockedPackage} entry */
function mayBeLeftOut(entry) {
  // A package for another platform is not always marked optional when what needs it is optional.
  return Boolean(entry.optional || entry.devOptional || entry.os || entry.cpu);
}

/**
 * True when `node_modules` is what `package-lock.json` says.
 *
 * @param {string} root
 */
export async function modulesAreFresh(root) {
  const lockText = await readFile(join(root, 'package-lock.json'), 'utf8');
  const stamp = await readFile(stampPath(root), 'utf8').catch(() => '');
  if (stamp === stampOf(lockText)) return true;
  const installed = await readFile(join(root, 'node_modules', '.package-lock.json'), 'utf8').catch(
    () => null,
  );
  if (installed === null) return false;
  const fits = differingPackages(JSON.parse(lockText), JSON.parse(installed)).length === 0;
  if (fits) await stampModules(root);
  return fits;
}

/**
 * Remembers that `node_modules` fits the lock file as it is now.
 *
 * @param {string} root
 */
export async function stampModules(root) {
  await writeFile(stampPath(root), stampOf(await readFile(join(root, 'package-lock.json'), 'utf8')));
}

/** @param {string} root */
export async function removeStamp(root) {
  await rm(stampPath(root), { force: true });
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.datahub-stamp');
}

/** @param {string} lockText */
function stampOf(lockText) {
  // Native parts come per platform: a folder shared between two (a container's bind mount) fits one of them.
  return createHash('sha256').update(`${process.platform}-${process.arch}\n${lockText}`).digest('hex');
}
