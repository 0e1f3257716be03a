import { randomUUID } from 'node:crypto';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isCodedError } from '@datahub/contract';
import { checkKey } from '../check-key.ts';
import { lakeError } from '../errors.ts';
import type { Store } from '../store.ts';
import { codeOf, isMissing, makeFolder, readRange, syncPath, takeOver } from './fs-files.ts';
import { listFolder } from './fs-list.ts';

// Names with a leading dot are left alone by Spark, DuckDB and delta-rs. One is left behind by a writer that was killed.
const TEMPORARY = /^\.put-[0-9a-f-]{36}\.tmp$/;
const temporaryIn = (folder: string): string => join(folder, `.put-${randomUUID()}.tmp`);
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** A folder as a store. Creates by `link()`, replaces by rename; file and folder are synced before either is told. */
export function fsStore(root: string): Store {
  const url = pathToFileURL(root).href;
  const pathOf = (key: string): string => join(root, checkKey(key));

  const failed = (operation: string, key: string, cause: unknown) =>
    lakeError('LAKE_STORE_FAILED', { url, operation, key, reason: (cause as Error).message }, cause);

  /** Writes a synced temporary file beside its target, hands it to `publish`, and leaves no trace of it. */
  const writeBeside = async <T>(
    key: string,
    bytes: Uint8Array,
    publish: (temporary: string) => Promise<T>,
  ) => {
    const folder = dirname(pathOf(key));
    await makeFolder(folder);
    const temporary = temporaryIn(folder);
    try {
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      return await publish(temporary);
    } finally {
      await rm(temporary, { force: true });
    }
  };

  return {
    url,

    async get(key, range) {
      const path = pathOf(key);
      try {
        const file = await open(path, 'r');
        try {
          return range === undefined ? new Uint8Array(await file.readFile()) : await readRange(file, range);
        } finally {
          await file.close();
        }
      } catch (cause) {
        if (isMissing(cause)) return null;
        throw failed('read', key, cause);
      }
    },

    async head(key) {
      const path = pathOf(key);
      try {
        const found = await stat(path);
        return found.isFile() ? { key, size: found.size, mtime: found.mtimeMs } : null;
      } catch (cause) {
        if (isMissing(cause)) return null;
        throw failed('read', key, cause);
      }
    },

    async putIfAbsent(key, bytes) {
      const path = pathOf(key);
      try {
        return await writeBeside(key, bytes, async (temporary) => {
          try {
            await link(temporary, path);
          } catch (cause) {
            const code = codeOf(cause);
            if (code === 'EEXIST') return false;
            if (NO_LINKS.has(code)) throw lakeError('LAKE_NO_ATOMIC_CREATE', { url, reason: code }, cause);
            throw cause;
          }
          await syncPath(dirname(path));
          return true;
        });
      } catch (cause) {
        throw isCodedError(cause) ? cause : failed('create', key, cause);
      }
    },

    async put(key, bytes) {
      const path = pathOf(key);
      try {
        await writeBeside(key, bytes, (temporary) => rename(temporary, path));
        await syncPath(dirname(path));
      } catch (cause) {
        throw failed('write', key, cause);
      }
    },

    async putFile(key, localPath) {
      const path = pathOf(key);
      try {
        await makeFolder(dirname(path));
        await takeOver(localPath, path, temporaryIn(dirname(path)));
        await syncPath(dirname(path));
      } catch (cause) {
        throw failed('take over', key, cause);
      }
    },

    list: (prefix, options = {}) => listFolder(root, prefix, options, (name) => TEMPORARY.test(name)),

    async delete(key) {
      const path = pathOf(key);
      try {
        await rm(path);
      } catch (cause) {
        if (!isMissing(cause)) throw failed('delete', key, cause);
      }
    },

    localPath: (key) => pathOf(key),
  };
}
