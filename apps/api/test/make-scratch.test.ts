import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { makeScratch } from '../src/serving/make-scratch.ts';

it('removes the folders of processes that were killed, and no others', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'datahub-scratch-test-'));
  const killed = spawn('sleep', ['60']);
  const living = spawn('sleep', ['60']);
  try {
    const own = await makeScratch(parent);
    const named = (pid: unknown) => basename(own).replace(`-${process.pid}-`, `-${pid}-`);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const others = [named(living.pid), 'datahub-api-elsewhere-1-abcdef', 'datahub-api-test-x', 'notes'];
    for (const name of [named(killed.pid), ...others]) {
      await mkdir(join(parent, name));
      await writeFile(join(parent, name, '0.parquet'), '');
    }
    const next = await makeScratch(parent);
    expect((await readdir(parent)).sort()).toEqual([basename(own), basename(next), ...others].sort());
  } finally {
    living.kill('SIGKILL');
    await rm(parent, { recursive: true });
  }
});
