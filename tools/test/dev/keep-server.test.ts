import { expect, it, onTestFinished } from 'vitest';
import { keepServer } from '../../src/dev/keep-server.ts';
import { type Program, startProgram } from '../../src/process/start-program.ts';
import { UserError } from '../../src/process/user-error.ts';
import { root } from '../../src/workspace/root.ts';

/** A server that runs until it is stopped, and what is told of it. */
async function keep(start: () => Promise<Program> = startIdle) {
  const [started, told]: [Program[], string[]] = [[], []];
  const end = new AbortController();
  const server = await keepServer(
    async () => {
      const program = await start();
      started.push(program);
      return program;
    },
    { tell: (line) => told.push(line), signal: end.signal },
  );
  onTestFinished(async () => {
    end.abort();
    await Promise.all(started.map((program) => program.stop()));
  });
  return { server, started, told, end };
}

const startIdle = () =>
  startProgram('The server', process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { cwd: root });

it('ends the process before it starts the next', async () => {
  const { server, started, told } = await keep();
  await server.restart();
  expect(started).toHaveLength(2);
  expect((await started[0]?.exited)?.signal).toBe('SIGTERM');
  expect(told).toEqual([]);
});

it('tells of a process that ends by itself, and starts it again when asked', async () => {
  const { server, started, told } = await keep();
  process.kill(started[0]?.pid as number, 'SIGKILL');
  await expect.poll(() => told).toEqual(['The server ended by itself; the next change starts it again.']);
  await server.restart();
  expect(started).toHaveLength(2);
});

it('tells of a start that fails, and lives until the next', async () => {
  let broken = false;
  const { server, started, told } = await keep(async () => {
    if (broken) throw new UserError('It does not answer:\nno such column');
    return startIdle();
  });
  broken = true;
  await server.restart();
  expect(told).toEqual(['It does not answer:', 'no such column']);
  broken = false;
  await server.restart();
  expect(started).toHaveLength(2);
});

it('says nothing of processes that end because all do', async () => {
  const { started, told, end } = await keep();
  end.abort();
  await started[0]?.stop();
  expect(told).toEqual([]);
});
