import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { copyWorkspace } from '../../../src/impact/prove/copy-workspace.ts';
import { type Program, startProgram } from '../../../src/process/start-program.ts';
import { inRoot, root } from '../../../src/workspace/root.ts';

const SOURCES = ['--import', 'tsx', '--conditions=datahub-source'];

/** A copy of the workspace in which somebody follows a recipe. */
export class ScratchWorkspace {
  readonly root: string;
  #api: Program | undefined;

  private constructor(folder: string) {
    this.root = folder;
  }

  static async create(): Promise<ScratchWorkspace> {
    const scratch = new ScratchWorkspace(await copyWorkspace(root));
    await scratch.#git('init', '-q', '-b', 'main');
    await scratch.#git('add', '-A');
    await scratch.#git('commit', '-q', '-m', 'The workspace as it is');
    return scratch;
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  /** Replaces a piece of a file; the piece must be there. */
  async edit(path: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(this.root, path), 'utf8');
    if (!text.includes(from)) throw new Error(`${path} does not have ${from}`);
    await this.write(path, text.replace(from, to));
  }

  /** `npm run codegen`, of a project and of those that the recipe concerns. */
  async codegen(project: string): Promise<void> {
    if (project === 'libs/contract')
      await this.run(project, process.execPath, '--import', 'tsx', 'codegen/main.ts');
    const config = project === 'libs/contract' ? 'codegen/graphql.ts' : 'codegen.ts';
    await this.run(project, 'graphql-codegen', '--config', config);
  }

  /** Runs a program in a folder of the copy. Fails as the program does. */
  async run(folder: string, file: string, ...args: string[]): Promise<string> {
    const { stdout, all, failed } = await execa(file, args, {
      reject: false,
      all: true,
      cwd: join(this.root, folder),
      preferLocal: true,
      localDir: this.root,
      // What a build makes (the fast path of the reader) is not there. Codegen says nothing where NODE_ENV is "test".
      env: { NX_DAEMON: 'false', NO_COLOR: '1', GITHUB_ACTIONS: '', HUB_FAST_PATH: 'off', NODE_ENV: '' },
    });
    if (failed) throw new Error(`${file} ${args.join(' ')} failed:\n${all}`);
    return stdout;
  }

  /** `npm run contract:check`, against the workspace as it was. */
  async check(): Promise<{ outcome: string; changes: { rule: string; coordinate: string }[] }> {
    const main = 'tools/src/contract-check/main.ts';
    const { stdout } = await execa(
      process.execPath,
      [...SOURCES, main, '--base', 'HEAD', '--no-impact', '--json'],
      {
        cwd: this.root,
        reject: false,
      },
    );
    return JSON.parse(stdout);
  }

  /** `datahub …`, as the copy's sources say it. */
  datahub(...args: string[]): Promise<string> {
    return this.run('apps/pipeline', process.execPath, ...SOURCES, 'src/cli.ts', ...args);
  }

  /** Asks the copy's API a question about a lake in the copy. */
  async ask(lake: string, query: string): Promise<unknown> {
    const port = await getPort();
    await this.#api?.stop();
    this.#api = await startProgram('api', process.execPath, [...SOURCES, 'apps/api/src/server.ts'], {
      cwd: this.root,
      env: { ...process.env, HUB_LAKE: lake, HUB_USAGE: 'off', HOST: '127.0.0.1', PORT: String(port) },
    });
    const url = `http://127.0.0.1:${port}`;
    for (let tries = 0; tries < 300; tries++) {
      if ((await fetch(`${url}/ready`).catch(() => null))?.status === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return response.json();
  }

  /** Files that differ from the workspace as it was, without what codegen makes. */
  async touched(): Promise<string[]> {
    const status = await this.#git('status', '--porcelain', '--untracked-files=all');
    return status
      .split('\n')
      .map((line) => line.slice(3))
      .filter((path) => path !== '' && !/__generated__|contract\.lock\.json$/.test(path))
      .sort();
  }

  async remove(): Promise<void> {
    await this.#api?.stop();
    await rm(this.root, { recursive: true, force: true });
  }

  #git(...args: string[]): Promise<string> {
    return this.run('.', 'git', '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args);
  }
}

/** The page, as it lies in the repository. */
export const readChanging = () => readFile(inRoot('docs/CHANGING.md'), 'utf8');
