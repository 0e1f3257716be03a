import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publishFixture } from '../src/fixtures/publish-fixture.ts';
import { inRoot } from '../src/workspace/root.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datahub-fixture-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes the same files each time, to the byte', async () => {
  const publish = async (name: string) => {
    await publishFixture({
      source: 'product-events',
      input: 'input.ndjson',
      days: ['2023-10-27'],
      lake: `file:${join(folder, name)}`,
      cwd: inRoot('libs/contract/fixtures/product-events/wrong-types'),
    });
    return filesIn(join(folder, name));
  };
  const [once, again] = [await publish('once'), await publish('again')];
  expect([...once.keys()]).toContain('daily_metrics/_delta_log/00000000000000000000.json');
  expect([...once.keys()].some((path) => path.startsWith('_quarantine/'))).toBe(true);
  expect(again).toEqual(once);
});

/** Content of every file below a folder, by its path in there. */
async function filesIn(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files.sort().map(async (path) => {
    const content = await readFile(path, 'base64');
    return [path.slice(root.length + 1), content] as const;
  });
  return new Map(await Promise.all(contents));
}
