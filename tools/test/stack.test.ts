import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseOptions } from '../src/demo/options.ts';
import { serveSite } from '../src/http/serve-site.ts';
import { portIsFree } from '../src/machine/port-is-free.mjs';
import { UserError } from '../src/process/user-error.ts';
import { checkPorts } from '../src/stack/check-ports.ts';
import { holdFolder } from '../src/stack/hold-folder.ts';
import { watchSources } from '../src/stack/watch-sources.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datahub-stack-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('ports', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::1', '::'])('sees a listener at %s', async (host) => {
    const server = createServer();
    const up = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(0, host, () => resolve(true));
    });
    if (!up) return; // a machine without IPv6
    const { port } = server.address() as { port: number };
    expect(await portIsFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await portIsFree(port)).toBe(true);
  });

  it('names each port that is taken, with the option that sets it', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const free = await getPort();
    const checked = checkPorts({ '--api-port': port, '--reports-port': free });
    await expect(checked).rejects.toThrow(`Port ${port} is taken. Choose another: --api-port PORT`);
    await expect(checked).rejects.toMatchObject({ exitCode: 3 });
    server.close();
  });
});

describe('the options of the demo', () => {
  it('has the ports that the README names', () => {
    expect(parseOptions([])).toEqual({
      help: false,
      once: false,
      keep: false,
      files: null,
      ports: { api: 4000, reports: 9000, dashboard: 3000 },
      folder: 'tmp/demo',
    });
  });

  it("takes the user's own files", () => {
    const files = {
      source: 'online-retail',
      input: 'dir/{date}.csv.gz',
      from: '2010-12-01',
      to: '2011-12-09',
    };
    const args = Object.entries(files).flatMap(([name, value]) => [`--${name}`, value]);
    expect(parseOptions([...args, '--once', '--api-port', '4001'])).toMatchObject({
      files,
      once: true,
      ports: { api: 4001 },
    });
  });

  it('names everything that is wrong at once', () => {
    const parse = () =>
      parseOptions(['--source', 'x', '--from', '2020-01-01', '--api-port', '70000', '--reports-port', 'x']);
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(/--api-port 70000[\s\S]*--reports-port x[\s\S]*--input, --to/);
  });

  it.each([[['--reports-port', '4000']], [['--dance']], [['extra']]])('refuses %s', (args) => {
    expect(() => parseOptions(args)).toThrow(UserError);
  });

  it.each(['.', '..', 'lake', 'tmp', 'tmp/..', 'tmp/../lake', '/', '/tmp/x'])(
    'does not empty the folder %s, where a lake of the user may lie',
    (folder) => {
      expect(() => parseOptions(['--folder', folder])).toThrow(/below tmp/);
    },
  );
});

describe('a folder that is held', () => {
  it('is refused to another while its owner lives, and free afterwards', async () => {
    const release = await holdFolder(folder, 'A demo');
    await expect(holdFolder(folder, 'A demo')).rejects.toThrow(/A demo runs already in .* \(process \d+\)/);
    await release();
    await (await holdFolder(folder, 'A demo'))();
  });

  it('is taken over from an owner that is gone', async () => {
    await writeFile(join(folder, 'owner.pid'), '999999999');
    const release = await holdFolder(folder, 'A demo');
    expect(await readFile(join(folder, 'owner.pid'), 'utf8')).toBe(String(process.pid));
    await release();
  });
});

describe('the server of a static site', () => {
  const site = async (name: string, text: string) => {
    const path = join(folder, name);
    await mkdir(join(path, 'days'), { recursive: true });
    await writeFile(join(path, 'index.html'), `<h1>${text}</h1>`);
    await writeFile(join(path, 'days', 'index.html'), `<h1>${text} days</h1>`);
    await writeFile(join(path, '404.html'), `<h1>${text} has no such page</h1>`);
    return path;
  };

  it('serves one folder, then another, in one step', async () => {
    const server = await serveSite(await site('one', 'first'), 0);
    const text = async (path: string) => (await fetch(server.url + path)).text();
    expect(await text('/')).toBe('<h1>first</h1>');
    expect(await text('/days/')).toBe('<h1>first days</h1>');
    server.show(await site('two', 'second'));
    expect(await text('/')).toBe('<h1>second</h1>');
    expect(await text('/days/')).toBe('<h1>second days</h1>');
    await server.close();
  });

  it('answers 404 with the page that the site has for it, and never leaves the folder', async () => {
    await writeFile(join(folder, 'secret'), 'secret');
    const server = await serveSite(await site('one', 'first'), 0);
    const gone = await fetch(`${server.url}/nowhere/`);
    expect(gone.status).toBe(404);
    expect(await gone.text()).toBe('<h1>first has no such page</h1>');
    expect((await fetch(`${server.url}/..%2fsecret`)).status).toBe(404);
    await server.close();
  });

  it('tells browsers to ask again for pages', async () => {
    const server = await serveSite(await site('one', 'first'), 0);
    expect((await fetch(server.url)).headers.get('cache-control')).toBe('no-cache');
    await server.close();
  });
});

describe('watching sources', () => {
  it('tells what changed, together, once it is quiet', async () => {
    const calls: (readonly string[])[] = [];
    await mkdir(join(folder, 'deep'));
    const stop = await watchSources([folder], async (paths) => void calls.push(paths), 50);
    await writeFile(join(folder, 'a.ts'), '1');
    await writeFile(join(folder, 'deep', 'b.ts'), '2');
    await expect
      .poll(() => calls.flat())
      .toEqual(expect.arrayContaining([join(folder, 'a.ts'), join(folder, 'deep', 'b.ts')]));
    stop();
  });
});
