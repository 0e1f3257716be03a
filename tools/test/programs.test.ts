import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitForHttp } from '../src/http/wait-for-http.ts';
import { startProgram } from '../src/process/start-program.ts';
import { inRoot } from '../src/workspace/root.ts';

describe('programs that are started', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'datahub-programs-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps the last lines, hands each on, and writes them to a log', async () => {
    const seen: string[] = [];
    const logFile = join(folder, 'deep', 'out.log');
    const script = 'console.log("one"); console.error("two")';
    const program = await startProgram('talker', process.execPath, ['-e', script], {
      cwd: folder,
      logFile,
      onLine: (line) => seen.push(line),
    });
    expect(await program.exited).toEqual({ code: 0, signal: null });
    expect(seen.sort()).toEqual(['one', 'two']);
    expect(program.tail().split('\n').sort()).toEqual(['one', 'two']);
    await expect.poll(() => readFile(logFile, 'utf8')).toMatch(/one|two/);
  });

  it('stops what the program started, too', async () => {
    const program = await startProgram('parent', 'sh', ['-c', 'sleep 300 & echo $!; wait'], { cwd: folder });
    await expect.poll(() => program.tail()).toMatch(/^\d+$/);
    const grandchild = Number(program.tail());
    expect(isAlive(grandchild)).toBe(true);
    await program.stop();
    await expect.poll(() => isAlive(grandchild)).toBe(false);
  });

  it('stops a program that does not want to', async () => {
    const script = 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)';
    const program = await startProgram('stubborn', process.execPath, ['-e', script], { cwd: folder });
    await expect.poll(() => program.tail()).toBe('up');
    await program.stop(100);
    expect(await program.exited).toMatchObject({ signal: 'SIGKILL' });
  });

  it('rejects when there is no such program', async () => {
    await expect(startProgram('nobody', join(folder, 'nobody'), [], { cwd: folder })).rejects.toThrow(
      /ENOENT/,
    );
  });

  it('leaves nothing behind when the tool that started it is interrupted', async () => {
    const running = execa(
      process.execPath,
      ['--import', 'tsx', inRoot('tools/test/programs/long-lived.ts')],
      {
        cwd: inRoot(),
        reject: false,
      },
    );
    let output = '';
    running.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    await expect.poll(() => output, { timeout: 15_000 }).toMatch(/^\d+\n/);
    running.kill('SIGINT');
    const { exitCode, stdout, stderr } = await running;
    expect(stderr).toBe('');
    expect(stdout.split('\n').at(-1)).toBe('closed');
    expect(exitCode).toBe(0);
    expect(isAlive(Number(output.split('\n')[0]))).toBe(false);
  });
});

describe('waiting for an answer', () => {
  it('fails at once, with what the program said, when it ends before', async () => {
    const program = await startProgram(
      'The API',
      process.execPath,
      ['-e', 'console.log("no lake"); process.exit(1)'],
      {
        cwd: tmpdir(),
      },
    );
    const start = Date.now();
    await expect(waitForHttp('http://127.0.0.1:9/', program, { timeoutMs: 30_000 })).rejects.toThrow(
      /The API ended before it answered:\nno lake/,
    );
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('gives up after its time', async () => {
    const program = await startProgram('The API', 'sleep', ['60'], { cwd: tmpdir() });
    await expect(waitForHttp('http://127.0.0.1:9/', program, { timeoutMs: 300 })).rejects.toThrow(
      /does not answer/,
    );
    await program.stop();
  });

  it('waits for a good answer, not for any', async () => {
    const script = `let n = 0; require('node:http').createServer((_, r) => { r.statusCode = ++n < 3 ? 503 : 200; r.end(String(n)); })
      .listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;
    const program = await startProgram('slow', process.execPath, ['-e', script], { cwd: tmpdir() });
    await expect.poll(() => program.tail()).toMatch(/^\d+$/);
    const url = `http://127.0.0.1:${program.tail()}/`;
    await waitForHttp(url, program);
    expect(await (await fetch(url)).text()).toBe('4');
    await program.stop();
  });
});

/** A process that ended and that nobody has asked about yet (a zombie) is not alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}
