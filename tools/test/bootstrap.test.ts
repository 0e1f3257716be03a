import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainOldNode } from '../src/bootstrap/check-node.mjs';
import { chooseEntry, commands } from '../src/bootstrap/choose-entry.mjs';
import { differingPackages, modulesAreFresh } from '../src/bootstrap/compare-modules.mjs';
import { installModules } from '../src/bootstrap/install-modules.mjs';
import { quietEnv } from '../src/bootstrap/run-command.mjs';
import { root } from '../src/workspace/root.ts';

const execute = promisify(execFile);

describe('the Node that is needed', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1', '100.0.0'])('takes %s', (version) => {
    expect(explainOldNode(version)).toBeNull();
  });

  it.each(['20.18.3', '18.20.8', '9.99.99', '4.0.0'])('refuses %s and names both versions', (version) => {
    const message = explainOldNode(version);
    expect(message).toContain(version);
    expect(message).toContain('20.19.0');
    expect(message).not.toContain('\n');
  });

  it('is what package.json says', async () => {
    const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(engines.node).toBe('>=20.19.0');
  });
});

describe('comparing what is installed with the lock file', () => {
  const vue = { version: '3.5.45', integrity: 'sha512-a' };

  it('finds nothing when both agree', () => {
    const lock = { packages: { '': {}, 'apps/api': {}, 'node_modules/vue': vue } };
    expect(differingPackages(lock, { packages: { 'node_modules/vue': vue } })).toEqual([]);
  });

  it('names a package of another version, of other content, and one that is missing', () => {
    const lock = { packages: { 'node_modules/a': vue, 'node_modules/b': vue, 'apps/x/node_modules/c': vue } };
    const installed = {
      packages: {
        'node_modules/a': { ...vue, version: '3.5.44' },
        'node_modules/b': { ...vue, integrity: 'sha512-b' },
      },
    };
    expect(differingPackages(lock, installed)).toEqual([
      'node_modules/a',
      'node_modules/b',
      'apps/x/node_modules/c',
    ]);
  });

  it('lets what is made for other platforms be missing, and links to workspaces', () => {
    const lock = {
      packages: {
        'node_modules/esbuild-mac': { ...vue, optional: true },
        'node_modules/oxc-arm': { ...vue, cpu: ['arm64'] },
        'node_modules/@datahub/api': { link: true },
      },
    };
    expect(differingPackages(lock, { packages: {} })).toEqual([]);
  });
});

describe('installing', () => {
  let folder: string;
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);

  beforeEach(async () => {
    lines.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'datahub-bootstrap-'));
    await mkdir(join(folder, 'dep'));
    await writeFile(join(folder, 'dep', 'package.json'), JSON.stringify({ name: 'dep', version: '1.0.0' }));
    const manifest = { name: 'scratch', version: '1.0.0', dependencies: { dep: 'file:dep' } };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    const packages = {
      '': manifest,
      dep: { version: '1.0.0' },
      'node_modules/dep': { resolved: 'dep', link: true },
    };
    const lock = { name: 'scratch', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('installs once, and not again while the lock file stays', async () => {
    await installModules(folder, { env: process.env, log });
    expect(JSON.parse(await readFile(join(folder, 'node_modules/dep/package.json'), 'utf8')).name).toBe(
      'dep',
    );
    await installModules(folder, { env: process.env, log });
    expect(lines.filter((line) => line.startsWith('Installing'))).toHaveLength(1);
  });

  it('installs once when two start together', async () => {
    const bootstrap = join(root, 'tools/src/bootstrap/install-modules.mjs');
    const script = `import(${JSON.stringify(bootstrap)}).then((m) => m.installModules(${JSON.stringify(folder)}, { env: process.env, log: console.log }))`;
    const runs = await Promise.all([1, 2].map(() => execute(process.execPath, ['-e', script])));
    const installs = runs.filter(({ stdout }) => stdout.includes('Installing packages'));
    expect(installs).toHaveLength(1);
    expect(await modulesAreFresh(folder)).toBe(true);
  });

  it('says where npm comes from when there is none, and leaves nothing that looks installed', async () => {
    await expect(installModules(folder, { env: { PATH: '' }, log })).rejects.toThrow(
      /npm is not on the PATH/,
    );
    expect(await modulesAreFresh(folder)).toBe(false);
  });

  it('says that npm failed, and tries again the next time', async () => {
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'scratch', dependencies: { other: '1.0.0' } }),
    );
    await expect(installModules(folder, { env: process.env, log })).rejects.toThrow(
      /npm ci failed with exit code 1/,
    );
    expect(await modulesAreFresh(folder)).toBe(false);
  });
});

describe('choosing what runs', () => {
  it('runs the doctor before anything is installed', () => {
    const entry = chooseEntry('doctor', (path) => path === 'tools/src/doctor/main.mjs');
    expect(entry).toEqual({ path: 'tools/src/doctor/main.mjs', needsModules: false });
  });

  it('installs first for everything else', () => {
    expect(chooseEntry('demo', () => false)).toEqual({ path: 'tools/src/demo/main.ts', needsModules: true });
  });

  it('knows no command by accident', () => {
    expect(chooseEntry('', () => true)).toBeNull();
    expect(chooseEntry('../x', () => true)).toBeNull();
  });

  it('knows the commands of package.json that come through it', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const through = Object.entries(scripts).filter(([, script]) =>
      script.startsWith('node tools/bootstrap.mjs'),
    );
    expect(through.map(([name]) => name).sort()).toEqual([...commands].sort());
    for (const [name, script] of through) expect(script).toBe(`node tools/bootstrap.mjs ${name}`);
  });

  it('names the commands when asked for another', async () => {
    const run = execute(process.execPath, [join(root, 'tools/bootstrap.mjs'), 'dance']);
    await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('doctor') });
  });
});

it('takes relative paths from where the user stands, and sends no telemetry', () => {
  const env = quietEnv({ INIT_CWD: '/home/ann/data', KEPT: 'yes' });
  expect(env).toMatchObject({ DATAHUB_CWD: '/home/ann/data', KEPT: 'yes', GATSBY_TELEMETRY_DISABLED: '1' });
});
