import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { contract } from '@datahub/contract';
import { openStore } from '@datahub/lake';
import { describe, expect, it, vi } from 'vitest';
import { createHandler } from '../src/create-handler.ts';
import { hookServer } from './hook-server.ts';
import { emptyLake, publish } from './lakes.ts';
import { s3Event } from './s3-event.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^( *)\`\`\`${language}\n(.*?)^ *\`\`\``, 'gms'))].map(
    (match) => match[2] ?? '',
  );

describe('the readme', () => {
  it('shows the body that the hook receives', async () => {
    const lake = await emptyLake();
    const { keys } = await publish(lake, 'any_table', ['2023-10-27']);
    const server = await hookServer();
    try {
      const hook = { url: server.url, timeoutMs: 5_000, retries: 0, backoffMs: 1 };
      await createHandler({ lake, keyPrefix: '', hook }, openStore(lake), () => {})(s3Event(keys));
    } finally {
      await server.close();
    }
    const shapeOf = (body: unknown) =>
      Object.entries(body as object).map(([key, value]) => [key, typeof value]);
    expect(shapeOf(JSON.parse(blocks('json')[0] ?? '')).sort()).toEqual(
      shapeOf(server.calls[0]?.body).sort(),
    );
  });

  it('has a program that runs', async () => {
    const lake = await emptyLake();
    const dataset = contract.datasets[0]!.name;
    const example = blocks('ts')[0] ?? '';
    expect(example).toContain("'file:./lake'");
    const program = example
      .replace("'file:./lake'", JSON.stringify(lake))
      .replace('signal: stop.signal,', '$& log: console.log,');
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    const eventually = { timeout: 30_000, interval: 20 };
    try {
      await vi.waitFor(() => expect(output).toContain('Watching'), eventually);
      await publish(lake, dataset, ['2023-10-27']);
      await vi.waitFor(() => expect(output).toContain(`${dataset} 0`), eventually);
    } finally {
      child.kill();
    }
  });
});
