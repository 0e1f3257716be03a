import { lakeError } from '../errors.ts';
import type { Store } from '../store.ts';
import type { Action, Commit } from './actions.ts';

const COMMIT_NAME = /^(\d{20})\.json$/;
const CHECKPOINT_NAME = /^(\d{20})\.checkpoint(\.\d{10}\.\d{10}|\.[0-9a-f-]{36})?\.(parquet|json)$/;

/** What lies in `_delta_log`, by version, ascending. */
export interface LogListing {
  readonly commits: readonly number[];
  readonly checkpoints: readonly number[];
}

/** Key of a commit: the only name by which one version of a table can come into being. */
export function commitKey(root: string, version: number): string {
  return `${logPrefix(root)}${String(version).padStart(20, '0')}.json`;
}

/** Ignores what is no commit and no checkpoint: `.crc` files, `_staged_commits/`, `_sidecars/`, temporary files. */
export async function listLog(store: Store, root: string): Promise<LogListing> {
  const prefix = logPrefix(root);
  const commits: number[] = [];
  const checkpoints = new Set<number>();
  for await (const { key } of store.list(prefix)) {
    const name = key.slice(prefix.length);
    const commit = COMMIT_NAME.exec(name)?.[1];
    const checkpoint = CHECKPOINT_NAME.exec(name)?.[1];
    if (commit !== undefined) commits.push(Number(commit));
    if (checkpoint !== undefined) checkpoints.add(Number(checkpoint));
  }
  return { commits, checkpoints: [...checkpoints] };
}

/**
 * One commit, or null where there is none (yet).
 * @throws LAKE_LOG_BROKEN with the line
 */
export async function readCommit(store: Store, root: string, version: number): Promise<Commit | null> {
  const key = commitKey(root, version);
  const bytes = await store.get(key);
  return bytes === null
    ? null
    : { version, actions: parseActions(bytes, { table: root, version, file: key }) };
}

function parseActions(bytes: Uint8Array, where: Readonly<Record<string, unknown>>): Action[] {
  const broken = (line: number, reason: string, cause?: unknown) =>
    lakeError('LAKE_LOG_BROKEN', { ...where, line, reason }, cause);
  const actions = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return [];
      let action: unknown;
      try {
        action = JSON.parse(text);
      } catch (cause) {
        throw broken(index + 1, 'it is no JSON', cause);
      }
      if (typeof action !== 'object' || action === null) throw broken(index + 1, 'it is no object');
      return [action as Action];
    });
  if (actions.length === 0) throw broken(1, 'it is empty');
  return actions;
}

/** The bytes of a commit: one action a line. */
export function serializeActions(actions: readonly Action[]): Uint8Array {
  return new TextEncoder().encode(actions.map((action) => `${JSON.stringify(action)}\n`).join(''));
}

function logPrefix(root: string): string {
  return root === '' ? '_delta_log/' : `${root}/_delta_log/`;
}
