import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { affectedFiles } from '../../src/impact/typescript/affected-files.ts';
import { readConfig, type Shared } from '../../src/impact/typescript/create-program.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'datahub-affected-'));
  await write('lib/src/index.ts', "export type { Row } from './row.ts';\nexport { one } from './one.ts';");
  await write('lib/src/row.ts', 'export interface Row { a: string }');
  await write('lib/src/one.ts', 'export const one = 1;');
  await write('app/tsconfig.json', '{ "compilerOptions": { "module": "nodenext" }, "include": ["src"] }');
  await write(
    'app/src/read.ts',
    "import type { Row } from '@shop/lib';\nexport const read = (row: Row) => row.a;",
  );
  await write('app/src/show.ts', "import { read } from './read.ts';\nexport const show = read;");
  await write('app/src/Page.vue', '<script setup lang="ts">\nimport { show } from \'./show.ts\';\n</script>');
  await write('app/src/alone.ts', 'export const alone = 1;');
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

function affectedBy(path: string): string[] {
  const shared: Shared = {
    root,
    resolve: (specifier) => (specifier === '@shop/lib' ? join(root, 'lib/src/index.ts') : undefined),
    declarations: new Map(),
    texts: new Map(),
  };
  const config = readConfig(join(root, 'app/tsconfig.json'), true);
  const { affected } = affectedFiles(shared, config, new Set([join(root, path)]));
  return affected.map((file) => relative(join(root, 'app/src'), file)).toSorted();
}

describe('files that can see a changed one', () => {
  it('import it, or what imports it, through packages and from components', () => {
    expect(affectedBy('lib/src/row.ts')).toEqual(['Page.vue', 'read.ts', 'show.ts']);
  });

  it('are none where nobody imports it', () => {
    expect(affectedBy('lib/src/two.ts')).toEqual([]);
  });

  it('are all where it is declared for the whole program', async () => {
    await write('app/src/queries.d.ts', 'declare namespace Queries { type A = string }');
    expect(affectedBy('app/src/queries.d.ts')).toContain('alone.ts');
  });

  it('are all where a declaration for the whole program sees it', async () => {
    await write(
      'app/src/routes.d.ts',
      "declare global { type Routes = typeof import('./read.ts') }\nexport {};",
    );
    expect(affectedBy('lib/src/row.ts')).toContain('alone.ts');
  });
});
