import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../src/machine/find-chromium.mjs';
import { findJava, majorVersion } from '../src/machine/find-java.mjs';
import { findOnPath } from '../src/machine/find-on-path.mjs';
import { findPython, isNewEnough } from '../src/machine/find-python.mjs';

describe('finding programs', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'datahub-programs-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const program = async (path: string, script: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, path), 0o755);
    return join(folder, path);
  };

  it('finds what can be run, in the order of the PATH', async () => {
    await writeFile(join(folder, 'plain'), 'not a program');
    const second = await program('b/tool', 'true');
    const env = { PATH: `${folder}:${folder}/a:${folder}/b` };
    expect(findOnPath('tool', env)).toBe(second);
    const first = await program('a/tool', 'true');
    expect(findOnPath('tool', env)).toBe(first);
    expect(findOnPath('plain', env)).toBeNull();
    expect(findOnPath('a', env)).toBeNull();
  });

  it('takes the Chromium that is named, and no other when the name is wrong', async () => {
    const path = await program('my-chromium', 'true');
    await program('bin/chromium', 'true');
    const env = { PATH: join(folder, 'bin') };
    expect(findChromium({ ...env, CHROMIUM_PATH: path })).toBe(path);
    expect(findChromium({ ...env, CHROMIUM_PATH: join(folder, 'gone') })).toBeNull();
    expect(findChromium(env)).toBe(join(folder, 'bin', 'chromium'));
  });

  it('takes the newest Chromium that Playwright downloaded, when the system has none', async () => {
    await program('browsers/chromium-1100/chrome-linux/chrome', 'true');
    const newest = await program('browsers/chromium-1200/chrome-linux64/chrome', 'true');
    expect(findChromium({ PATH: '', PLAYWRIGHT_BROWSERS_PATH: join(folder, 'browsers') })).toBe(newest);
  });

  it('passes over a Python that is too old or cannot make environments', async () => {
    await program('python3', 'echo 3.9.2');
    await program('python3.13', 'exit 1');
    const good = await program('python3.12', 'echo 3.12.4');
    expect(findPython({ PATH: folder })).toEqual({ path: good, version: '3.12.4' });
  });

  it.each([
    ['3.11.0', true],
    ['3.14.1', true],
    ['3.10.14', false],
    ['2.7.18', false],
    ['4.0.0', false],
  ])('says of Python %s: %s', (version, enough) => {
    expect(isNewEnough(version)).toBe(enough);
  });

  it.each([
    ['openjdk version "17.0.12" 2024-07-16', 17],
    ['java version "1.8.0_412"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['nothing of the kind', 0],
  ])('reads the version of Java from %s', (text, version) => {
    expect(majorVersion(text)).toBe(version);
  });

  it('prefers JAVA_HOME, and refuses a Java that is too old', async () => {
    await program('bin/java', `echo 'openjdk version "11.0.1"' >&2`);
    const home = await program('home/bin/java', `echo 'openjdk version "21.0.1"' >&2`);
    const env = { PATH: join(folder, 'bin') };
    expect(findJava(env)).toBeNull();
    expect(findJava({ ...env, JAVA_HOME: join(folder, 'home') })).toEqual({ path: home, version: 21 });
  });
});
