import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differingFiles, readGenerated, restoreFiles } from '../src/test/generated-files.ts';

describe('comparing generated files before and after', () => {
  let folder: string;

  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'datahub-generated-'));
    await write('api/src/__generated__/deep/types.ts', 'a');
    await write('api/src/app.ts', 'written by hand');
    await write('contract/contract.lock.json', 'history');
    await write('api/node_modules/x/__generated__/types.ts', 'not ours');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('reads the generated folders and the history of the contract, and nothing else', async () => {
    const files = await readGenerated(folder);
    expect([...files]).toEqual([
      [join(folder, 'api/src/__generated__/deep/types.ts'), 'a'],
      [join(folder, 'contract/contract.lock.json'), 'history'],
    ]);
  });

  it('names what changed, what came and what went, and puts it back', async () => {
    await write('api/src/__generated__/gone.ts', 'was here');
    const before = await readGenerated(folder);
    await rm(join(folder, 'api/src/__generated__/gone.ts'));
    await write('api/src/__generated__/deep/types.ts', 'b');
    await write('api/src/__generated__/new.ts', 'new');

    const differing = differingFiles(before, await readGenerated(folder));
    expect(differing).toEqual(
      ['deep/types.ts', 'gone.ts', 'new.ts'].map((name) => join(folder, 'api/src/__generated__', name)),
    );
    await restoreFiles(differing, before);
    expect(await readGenerated(folder)).toEqual(before);
    expect(existsSync(join(folder, 'api/src/__generated__/new.ts'))).toBe(false);
    expect(await readFile(join(folder, 'api/src/__generated__/gone.ts'), 'utf8')).toBe('was here');
  });
});
