import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { emptyStore } from './tables.ts';

it('the program of the readme runs', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const program = /^```js\n(.*?)^```/ms.exec(readme)?.[1] ?? '';
  expect(program).toContain("'file:./lake'");
  const { url } = await emptyStore();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', program.replace('file:./lake', url)],
    { cwd: fileURLToPath(new URL('..', import.meta.url)) },
  );
  expect(stdout.trim()).toBe('0 1 EIRE/ie');
});
