import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createLake, row, type TestLake } from './write-lake.ts';

const SERVER = fileURLToPath(new URL('../dist/server.js', import.meta.url));

const lakes: TestLake[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(lakes.splice(0).map((lake) => lake.remove()));
});

function run(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [SERVER], {
    env: { PATH: process.env.PATH, HUB_USAGE: 'off', ...env },
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal, output }));
  const said = async (wanted: string | RegExp): Promise<string> => {
    for (let waited = 0; waited < 15_000; waited += 20) {
      const found = output.match(wanted);
      if (found !== null) return found[1] ?? found[0];
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the server never said ${wanted}:\n${output}`);
  };
  const address = () => said(/Server listening at (http:\/\/[\d.:]+)/);
  return { child, exited, address, said };
}

async function lakeWithRows(): Promise<TestLake> {
  const lake = await createLake();
  lakes.push(lake);
  await lake.publish([row({ run_date: '2024-01-01', region: 'eu', event_type: 'login', event_count: 5n })]);
  return lake;
}

describe('the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'answers what is in flight after %s, and ends well',
    async (signal) => {
      const lake = await lakeWithRows();
      const { child, exited, address, said } = run({ HUB_LAKE: lake.url, PORT: '0' });
      const url = `${await address()}/graphql`;
      const asked = request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', expect: '100-continue' },
        agent: new Agent({ keepAlive: true }), // kept alive, the connection must not hold up the end
      });
      asked.flushHeaders();
      await once(asked, 'continue'); // the server has begun with the request
      child.kill(signal);
      await said('requests in flight are answered');
      asked.end(JSON.stringify({ query: '{ dailyMetrics { rows { event_count } } }' }));
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      expect(JSON.parse(await text(response))).toEqual({
        data: { dailyMetrics: { rows: [{ event_count: 5 }] } },
      });
      expect(await exited).toMatchObject({ code: 0, signal: null });
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it('knows after a restart what was asked before it', async () => {
    const lake = await lakeWithRows();
    const env = { HUB_LAKE: lake.url, PORT: '0', HUB_USAGE: join(lake.folder, 'usage') };
    const first = run(env);
    const body = JSON.stringify({ query: '{ getAvailableDates }' });
    const headers = { 'content-type': 'application/json', 'graphql-client-name': 'a-test' };
    await fetch(`${await first.address()}/graphql`, { method: 'POST', headers, body });
    first.child.kill('SIGTERM');
    expect(await first.exited).toMatchObject({ code: 0 });
    const second = run(env);
    const response = await fetch(`${await second.address()}/usage`);
    expect(await response.json()).toMatchObject({
      entries: [
        { coordinate: 'Query', client: 'a-test', version: 'unknown', count: 1 },
        { coordinate: 'Query.getAvailableDates', client: 'a-test', version: 'unknown', count: 1 },
      ],
    });
  });

  it('says every mistake of its environment in words, and exits with 2', async () => {
    const { exited } = run({ PORT: 'x', LOG_LEVEL: 'y' });
    const { code, output } = await exited;
    expect({ code, output }).toEqual({
      code: 2,
      output: expect.stringMatching(/PORT="x".*\n.*LOG_LEVEL="y"/),
    });
    expect(output).not.toContain('    at ');
  });

  it('says that its port is taken, and exits with 1', async () => {
    const lake = await lakeWithRows();
    const server: Server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, output } = await run({ HUB_LAKE: lake.url, PORT: String(port) }).exited;
    server.close();
    const reason = expect.stringContaining(`EADDRINUSE: address already in use 127.0.0.1:${port}`);
    expect({ code, output }).toEqual({ code: 1, output: reason });
    expect(output).not.toContain('    at ');
  });
});
