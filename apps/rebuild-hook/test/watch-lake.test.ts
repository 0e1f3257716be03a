import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore } from '@datahub/lake';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Rebuild } from '../src/rebuild.ts';
import { watchLake } from '../src/watch-lake.ts';
import { type HookServer, hookServer } from './hook-server.ts';
import { commitNothing, contractHashes, emptyLake, publish } from './lakes.ts';

const TABLE = 'any_table';
const TIMES = { intervalMs: 20, settleMs: 40 };
/** So long that three commits fit in, on a busy machine too. */
const UNHURRIED = { intervalMs: 20, settleMs: 600 };
const eventually = { timeout: 30_000, interval: 10 };
/** Long enough for a build that should not be to begin. */
const longer = () => sleep(400);

describe('watching a lake', () => {
  let stop = new AbortController();
  let watching: Promise<void> = Promise.resolve();
  afterEach(async () => {
    stop.abort();
    await watching;
    stop = new AbortController();
  });

  /** Watches, and notes each build; `during` runs within it. */
  const watch = async (
    lake: string,
    { during = async (_build: number) => {}, tables = [TABLE], times = TIMES } = {},
  ) => {
    const builds: (readonly Rebuild[])[] = [];
    const lines: string[] = [];
    let running = 0;
    let most = 0;
    watching = watchLake(
      { lake, tables, ...times },
      {
        signal: stop.signal,
        log: (line) => lines.push(line),
        rebuild: async (changes) => {
          most = Math.max(most, ++running);
          builds.push(changes);
          await during(builds.length).finally(() => {
            running -= 1;
          });
        },
      },
    );
    await vi.waitFor(() => expect(lines).toEqual([`Watching ${tables.join(', ')} in ${lake}.`]), eventually);
    lines.length = 0;
    return { builds, lines, most: () => most };
  };

  it('builds once for a version that lands, and not for what was there', async () => {
    const lake = await emptyLake();
    await publish(lake, TABLE, ['2023-10-26']);
    const { builds } = await watch(lake);
    const { run_id } = await publish(lake, TABLE, ['2023-10-28', '2023-10-27']);
    await vi.waitFor(() => expect(builds).toHaveLength(1), eventually);
    await longer();
    expect(builds).toEqual([
      [{ dataset: TABLE, version: 1, run_dates: ['2023-10-27', '2023-10-28'], run_id, ...contractHashes }],
    ]);
  });

  it('begins on a lake that is not there yet', async () => {
    const lake = `${await emptyLake()}/later`;
    const { builds } = await watch(lake);
    await publish(lake, TABLE, ['2023-10-27']);
    await vi.waitFor(() => expect(builds).toHaveLength(1), eventually);
    expect(builds[0]).toMatchObject([{ version: 0, run_dates: ['2023-10-27'] }]);
  });

  it('makes one build of a burst', async () => {
    const lake = await emptyLake();
    const { builds } = await watch(lake, { times: UNHURRIED });
    for (const day of ['2023-10-25', '2023-10-26', '2023-10-27']) await publish(lake, TABLE, [day]);
    await vi.waitFor(() => expect(builds).toHaveLength(1), eventually);
    await longer();
    expect(builds).toHaveLength(1);
    expect(builds[0]).toMatchObject([{ version: 2, run_dates: ['2023-10-25', '2023-10-26', '2023-10-27'] }]);
  });

  it('makes exactly one more build of what lands during a build, and never two at once', async () => {
    const lake = await emptyLake();
    const { builds, most } = await watch(lake, {
      during: async (build) => {
        if (build > 1) return;
        await publish(lake, TABLE, ['2023-10-02']);
        await publish(lake, TABLE, ['2023-10-03']);
        await sleep(200);
      },
    });
    await publish(lake, TABLE, ['2023-10-01']);
    await vi.waitFor(() => expect(builds).toHaveLength(2), eventually);
    await longer();
    expect(builds.map((changes) => changes.map(({ version, run_dates }) => [version, ...run_dates]))).toEqual(
      [[[0, '2023-10-01']], [[2, '2023-10-02', '2023-10-03']]],
    );
    expect(most()).toBe(1);
  });

  it('builds nothing for a version that moved no data', async () => {
    const lake = await emptyLake();
    await publish(lake, TABLE, ['2023-10-27']);
    const { builds } = await watch(lake);
    await commitNothing(lake, TABLE);
    await longer();
    expect(builds).toEqual([]);
    await publish(lake, TABLE, ['2023-10-28']);
    await vi.waitFor(() => expect(builds).toHaveLength(1), eventually);
    expect(builds[0]).toMatchObject([{ version: 2, run_dates: ['2023-10-28'] }]);
  });

  it('tries a failed build again, with what has landed by then', async () => {
    const lake = await emptyLake();
    const { builds, lines } = await watch(lake, {
      during: async (build) => {
        if (build === 1) throw new Error('the site does not compile');
      },
    });
    await publish(lake, TABLE, ['2023-10-27']);
    await vi.waitFor(() => expect(builds).toHaveLength(2), eventually);
    expect(builds[1]).toEqual(builds[0]);
    expect(lines).toEqual(['The build failed and will be tried again: Error: the site does not compile']);
    await longer();
    expect(builds).toHaveLength(2);
  });

  it('says once that a log is broken, and goes on with the other tables, and with it when it is mended', async () => {
    const lake = await emptyLake();
    await publish(lake, TABLE, ['2023-10-27']);
    const { builds, lines } = await watch(lake, { tables: [TABLE, 'other'] });
    const key = `${TABLE}/_delta_log/00000000000000000001.json`;
    await openStore(lake).put(key, Buffer.from('{"half'));
    await longer();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('LAKE_LOG_BROKEN');
    await publish(lake, 'other', ['2023-10-27']);
    await vi.waitFor(() => expect(builds).toMatchObject([[{ dataset: 'other' }]]), eventually);
    await openStore(lake).delete(key);
    await publish(lake, TABLE, ['2023-10-28']);
    await vi.waitFor(() => expect(builds).toHaveLength(2), eventually);
    expect(builds[1]).toMatchObject([{ dataset: TABLE, version: 1 }]);
  });

  it('ends when it is told to, in the middle of a build too', async () => {
    const lake = await emptyLake();
    const { builds } = await watch(lake, {
      during: () => sleep(60_000, undefined, { signal: stop.signal }),
    });
    await publish(lake, TABLE, ['2023-10-27']);
    await vi.waitFor(() => expect(builds).toHaveLength(1), eventually);
    stop.abort();
    await watching;
    expect(builds).toHaveLength(1);
  });
});

describe('the watcher as a program', () => {
  const main = fileURLToPath(new URL('../dist/watch-main.js', import.meta.url));
  let server: HookServer | undefined;
  afterEach(() => server?.close());

  it('calls the hook for a dataset of the contract, and ends cleanly', async () => {
    const lake = await emptyLake();
    server = await hookServer();
    const { calls } = server;
    const { contract } = await import('@datahub/contract');
    const dataset = contract.datasets[0]!.name;
    const child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env.PATH,
        HUB_LAKE: lake,
        BUILD_HOOK_URL: server.url,
        WATCH_INTERVAL_MS: '20',
        WATCH_SETTLE_MS: '20',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => output.push(chunk));
    const exit = once(child, 'exit');
    try {
      await vi.waitFor(() => expect(output.join('')).toContain('Watching'), eventually);
      await publish(lake, dataset, ['2023-10-27']);
      await vi.waitFor(() => expect(calls).toHaveLength(1), eventually);
      expect(calls[0]?.body).toMatchObject({ dataset, version: 0, run_dates: ['2023-10-27'] });
      expect(output.join('')).not.toContain('s3cret');
    } finally {
      child.kill('SIGTERM');
    }
    expect(await exit).toEqual([0, null]);
  });

  it('says what is not set, and exits with 2', async () => {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const errors: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => errors.push(chunk));
    expect((await once(child, 'close'))[0]).toBe(2);
    expect(errors.join('')).toContain('HUB_LAKE: is not set');
  });
});
