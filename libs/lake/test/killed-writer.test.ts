import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openStore } from '../src/index.ts';
import { emptyStore } from './tables.ts';

const WRITER = fileURLToPath(new URL('store-writer.mjs', import.meta.url));
const SIZE = 4_000_000;

/** A process of its own on the same folder; see store-writer.mjs for what it does. */
function writer(task: string, folder: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [WRITER, task, folder, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.setEncoding('utf8');
  return child;
}

describe('processes on one folder', () => {
  it('leave whole objects, and nothing to be seen, when they are killed in the middle of a put', async () => {
    const store = await emptyStore();
    const folder = store.localPath('x')?.slice(0, -2) ?? '';
    await store.put('pointer', Buffer.alloc(SIZE, 255));
    for (let round = 1; round <= 5; round++) {
      const child = writer('put', folder, String(SIZE));
      await once(child.stdout as Readable, 'data');
      await sleep(round * 7);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
      expect(child.signalCode).toBe('SIGKILL');
      const bytes = (await store.get('pointer')) ?? Buffer.of();
      expect(bytes.length).toBe(SIZE);
      expect(bytes.every((byte) => byte === bytes[0])).toBe(true);
      const keys = [];
      for await (const { key } of openStore(folder).list('')) keys.push(key);
      expect(keys).toEqual(['pointer']);
    }
    expect((await readdir(folder)).filter((name) => !/^(pointer|\.put-.*\.tmp)$/.test(name))).toEqual([]);
  });

  it('have one winner for every one of 150 keys that four of them race for', async () => {
    const store = await emptyStore();
    const folder = store.localPath('x')?.slice(0, -2) ?? '';
    const names = ['a', 'b', 'c', 'd'];
    const told = await Promise.all(
      names.map(async (name) => {
        let output = '';
        for await (const chunk of writer('race', folder, name, '150', names.join()).stdout as Readable) {
          output += chunk;
        }
        return { name, won: output.split('\n').filter((line) => line.startsWith('commit-')) };
      }),
    );
    const winners = new Map(told.flatMap(({ name, won }) => won.map((key) => [key, name] as const)));
    expect(told.reduce((sum, { won }) => sum + won.length, 0)).toBe(150);
    expect(winners.size).toBe(150);
    for (const [key, name] of winners)
      expect(Buffer.from((await store.get(key)) ?? []).toString()).toBe(name);
    expect(told.filter(({ won }) => won.length > 0).length).toBeGreaterThan(1); // else it was no race
  });
});
