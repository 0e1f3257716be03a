import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { execa } from 'execa';
import { root } from '../../workspace/root.ts';

/** A clone of the last commit, to be edited as somebody edits who has `npm run dev` open. */
export interface ScratchClone {
  readonly folder: string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Replaces a piece of a file; the piece must be there. */
  edit(path: string, from: string, to: string): Promise<void>;
  /** Runs one of the commands of the root `package.json`. Fails as it does. */
  npmRun(command: string, ...args: string[]): Promise<string>;
  /** Files that differ from the commit. */
  touched(): Promise<string[]>;
  remove(): Promise<void>;
}

/** @param given a clone that is there already, with its packages; it stays. */
export async function makeClone(given: string | undefined): Promise<ScratchClone> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'datahub-dev-')));
  if (given === undefined) await execa('git', ['clone', '--quiet', root, folder]);
  const clone: ScratchClone = {
    folder,
    read: (path) => readFile(join(folder, path), 'utf8'),
    write: (path, text) => writeFile(join(folder, path), text),
    async edit(path, from, to) {
      const text = await clone.read(path);
      if (!text.includes(from)) throw new Error(`${path} does not have ${from}`);
      await clone.write(path, text.replace(from, to));
    },
    async npmRun(command, ...args) {
      const door = join(folder, 'tools', 'bootstrap.mjs');
      const { stdout } = await execa(process.execPath, [door, command, ...args], {
        cwd: folder,
        env: { INIT_CWD: folder },
      });
      return stdout;
    },
    async touched() {
      const { stdout } = await execa('git', ['diff', '--name-only', 'HEAD'], { cwd: folder });
      return stdout.split('\n');
    },
    remove: () => (given === undefined ? rm(folder, { recursive: true, force: true }) : Promise.resolve()),
  };
  return clone;
}

/** The largest of a field's numbers in gzip NDJSON: a figure that no part of the hub has had a hand in. */
export async function largestIn(path: string, field: string): Promise<number> {
  let largest = Number.NEGATIVE_INFINITY;
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  for await (const line of lines) {
    const value = (JSON.parse(line) as Record<string, unknown>)[field];
    if (typeof value === 'number') largest = Math.max(largest, value);
  }
  return largest;
}
