import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-codes.ts';
import { tempFolder } from '../harness/lake.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const readme = await readFile(join(PROJECT, 'README.md'), 'utf8');
const run = promisify(execFile);

const blocksOf = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block]) => block as string,
  );

describe('the README', () => {
  it('has examples that work, one after the other', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'bin'));
    const datahub = join(folder, 'bin/datahub');
    await writeFile(
      datahub,
      `#!/bin/sh\nexec "${process.execPath}" "${join(PROJECT, 'bin/datahub.mjs')}" "$@"\n`,
    );
    await chmod(datahub, 0o755);
    const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
    const outputs: string[] = [];
    for (const block of blocksOf('sh'))
      outputs.push((await run('sh', ['-ec', block], { cwd: folder, env })).stdout);
    expect(outputs[0]).toContain('30 days published as version 0');
    expect(outputs[0]).toContain('version 0 is whole');
    expect(JSON.parse(outputs[1] as string)).toMatchObject({
      datasets: [{ days_unchanged: ['2023-10-27'] }, { days_unchanged: ['2023-10-27'] }],
    });

    // As a program of a user, beside the data.
    await symlink(join(PROJECT, '../../node_modules'), join(folder, 'node_modules'));
    for (const block of blocksOf('ts')) {
      await writeFile(join(folder, 'program.mjs'), block.replace('file:./lake', 'file:./other-lake'));
      const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder });
      expect(stdout).toContain('rows_aggregated');
    }
  });

  it('shows the exit codes as they are', () => {
    const rows = Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`);
    expect(readme).toContain(rows.join('\n'));
  });
});
