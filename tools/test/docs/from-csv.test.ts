import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSnippets, type Snippet } from '../../src/docs/read-snippets.ts';
import { type Program, startProgram } from '../../src/process/start-program.ts';
import { inRoot } from '../../src/workspace/root.ts';

const snippets = readSnippets(await readFile(inRoot('docs/FROM-CSV.md'), 'utf8'));

describe('every snippet of docs/FROM-CSV.md, in order', () => {
  let folder: string;
  let port: number;
  let server: Program | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'from-csv-'));
    port = await getPort();
    // As in a checkout: npx finds the command there, and asks no registry for a package of its name.
    await symlink(inRoot('node_modules'), join(folder, 'node_modules'));
    await cp(inRoot('docs/examples/exports'), join(folder, 'exports'), { recursive: true });
  });

  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function run({ language, code }: Snippet): Promise<string> {
    const [file, ...args] =
      language === 'python'
        ? [inRoot('.venv/bin/python'), '-c', code]
        : language === 'js'
          ? [process.execPath, '--input-type=module', '-e', code.replaceAll(':4000', `:${port}`)]
          : ['sh', '-e', '-c', code];
    const { stdout } = await execa(file as string, args, {
      cwd: folder,
      preferLocal: true,
      localDir: inRoot(),
      // Spark's workers are started by name; it must find the Python that it was started with.
      env: { PYSPARK_PYTHON: inRoot('.venv/bin/python'), SPARK_LOCAL_IP: '127.0.0.1' },
    });
    return stdout;
  }

  /** The page starts the API through npm; the same program, on a free port. */
  async function serve(code: string): Promise<void> {
    const lake = /HUB_LAKE=file:(\S+) npm run api/.exec(code)?.[1];
    expect(lake).toBeDefined();
    server = await startProgram('api', process.execPath, [inRoot('apps/api/dist/server.js')], {
      cwd: folder,
      env: { ...process.env, HUB_LAKE: `file:${lake}`, HOST: '127.0.0.1', PORT: String(port) },
    });
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null))?.status, {
        timeout: 20_000,
      })
      .toBe(200);
  }

  it('finds what the page shows', () => {
    expect(snippets.map(({ language }) => language)).toEqual(expect.arrayContaining(['sh', 'python', 'js']));
    expect(snippets.some(({ code }) => code.includes('pyspark'))).toBe(true);
  });

  it.each(snippets.map((snippet) => [snippet.line, snippet.language, snippet] as const))(
    'line %i: %s',
    { timeout: 120_000 },
    async (_line, _language, snippet) => {
      if (snippet.flags.includes('server')) return serve(snippet.code);
      const printed = await run(snippet);
      if (snippet.output !== null) expect(`${printed.trimEnd()}\n`).toBe(snippet.output);
    },
  );
});
