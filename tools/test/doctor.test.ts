import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../src/doctor/checks.mjs';
import { blockedCommands, formatReport } from '../src/doctor/report.mjs';
import { inRoot, root } from '../src/workspace/root.ts';

type Finding = Awaited<ReturnType<typeof examine>>[number];

function find(findings: readonly Finding[], name: string): Finding {
  const found = findings.find((finding) => finding.name === name);
  if (!found) throw new Error(`there is no finding ${name}`);
  return found;
}

describe('the doctor', () => {
  let bare: string;

  beforeEach(async () => {
    bare = await mkdtemp(join(tmpdir(), 'datahub-doctor-'));
    await writeFile(
      join(bare, 'package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/vue': { version: '3' } } }),
    );
    await mkdir(join(bare, 'tools', 'python'), { recursive: true });
    await writeFile(join(bare, 'tools', 'python', 'requirements.lock'), 'pandas==2.3.3');
  });

  afterEach(() => rm(bare, { recursive: true, force: true }));

  it('names everything that a machine with nothing on it lacks, and how to get it', async () => {
    const findings = await examine({ root: bare, env: { PATH: '' }, nodeVersion: '18.20.8' });
    for (const name of ['node', 'npm', 'git', 'node_modules', 'python3 with venv', 'java', 'chromium']) {
      const finding = find(findings, name);
      expect(finding.status, name).toBe('missing');
      expect(finding.fix, name).toMatch(/\w+/);
      expect(finding.neededFor, name).not.toEqual([]);
    }
    expect(blockedCommands(findings)).toEqual(expect.arrayContaining(['demo', 'test', 'dev']));
  });

  it('does not count as missing what the commands get themselves', async () => {
    const findings = await examine({ root: bare, env: process.env, nodeVersion: '20.20.2' });
    expect(find(findings, 'node_modules').status).toBe('automatic');
    expect(find(findings, '.venv').status).toBe('automatic');
  });

  it('finds this checkout installed', async () => {
    const findings = await examine({ root, env: process.env, nodeVersion: process.versions.node });
    expect(find(findings, 'node')).toMatchObject({ status: 'ok', detail: process.versions.node });
    expect(find(findings, 'node_modules').status).toBe('ok');
  });

  it('sees that somebody listens at a port of the demo', async () => {
    const server = createServer();
    const listening = await new Promise<boolean>((resolve) => {
      // Where a demo runs on this machine, the port is taken already, which serves as well.
      server.once('error', () => resolve(false)).listen(4000, '127.0.0.1', () => resolve(true));
    });
    const findings = await examine({ root: bare, env: process.env, nodeVersion: '20.20.2' });
    if (listening) await new Promise((resolve) => server.close(resolve));
    expect(find(findings, 'port 4000')).toMatchObject({
      status: 'missing',
      fix: expect.stringContaining('--api-port'),
    });
  });

  it('reports a line each, the way out under it, and a verdict', () => {
    const report = formatReport([
      { name: 'node', status: 'ok', detail: '20.20.2', neededFor: ['demo', 'test'] },
      {
        name: 'chromium',
        status: 'missing',
        detail: 'not found',
        neededFor: ['test'],
        fix: 'Install Chromium.',
      },
      {
        name: '.venv',
        status: 'automatic',
        detail: 'not found',
        neededFor: ['test'],
        fix: 'npm test makes it.',
      },
    ]);
    expect(report.split('\n')).toEqual([
      '✔ node      20.20.2',
      '✖ chromium  not found',
      '            for test. Install Chromium.',
      '· .venv     not found',
      '            for test. npm test makes it.',
      '',
      'Cannot run yet: npm test.',
    ]);
  });

  it('runs in a clone where nothing is installed, and prints JSON on request', async () => {
    await execa('cp', ['-r', inRoot('tools'), join(bare, 'tools-copy')]);
    await rm(join(bare, 'tools'), { recursive: true });
    await execa('mv', [join(bare, 'tools-copy'), join(bare, 'tools')]);
    await rm(join(bare, 'tools', 'node_modules'), { recursive: true, force: true });
    const { stdout } = await execa(process.execPath, ['tools/bootstrap.mjs', 'doctor', '--json'], {
      cwd: bare,
      reject: false,
    });
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    expect(find(findings, 'node_modules').status).toBe('automatic');
  });
});
