import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openStore } from '@datahub/lake';
import { afterEach, describe, expect, it } from 'vitest';
import { storeClaims } from '../src/claims.ts';
import { createHandler } from '../src/create-handler.ts';
import { type Answer, type HookServer, hookServer } from './hook-server.ts';
import { contractHashes, emptyLake, manifestOf, publish, putManifest } from './lakes.ts';
import { s3Event, s3TestEvent } from './s3-event.ts';

const DATASET = 'any_table';

describe('the Lambda handler', () => {
  let server: HookServer | undefined;
  afterEach(() => server?.close());

  /** Handlers of as many cold invocations, on one lake and one hook. */
  const invocations = async (
    lake: string,
    count: number,
    answers: readonly Answer[] = [200],
    keyPrefix = '',
  ) => {
    server = await hookServer(answers);
    const hook = { url: server.url, timeoutMs: 5_000, retries: 1, backoffMs: 1 };
    const lines: string[] = [];
    const handlers = Array.from({ length: count }, () =>
      createHandler({ lake, keyPrefix, hook }, openStore(lake), (line) => lines.push(line)),
    );
    return { handlers, calls: server.calls, lines };
  };

  it('starts one build for a version, whatever number of days it brought', async () => {
    const lake = await emptyLake();
    const { version, run_id, keys } = await publish(lake, DATASET, [
      '2023-10-28',
      '2023-10-26',
      '2023-10-27',
    ]);
    const { handlers, calls } = await invocations(lake, 1);
    const report = await handlers[0]!(s3Event(keys));
    const expected = {
      dataset: DATASET,
      version,
      run_dates: ['2023-10-26', '2023-10-27', '2023-10-28'],
      run_id,
      ...contractHashes,
    };
    expect(calls.map(({ body }) => body)).toEqual([expected]);
    expect(report).toEqual({ built: [expected], known: [] });
  });

  it('starts one build where 20 invocations at once are told of 20 days of one version', async () => {
    const lake = await emptyLake();
    const days = Array.from({ length: 20 }, (_, index) => `2023-10-${String(index + 1).padStart(2, '0')}`);
    const { keys } = await publish(lake, DATASET, days);
    const { handlers, calls } = await invocations(lake, 20);
    const reports = await Promise.all(handlers.map((handle, index) => handle(s3Event([keys[index]!]))));
    expect(calls).toHaveLength(1);
    expect(reports.filter(({ built }) => built.length === 1)).toHaveLength(1);
    expect(reports.filter(({ known }) => known.length === 1)).toHaveLength(19);
  });

  it('starts none again for an event that is delivered twice, warm or cold', async () => {
    const lake = await emptyLake();
    const { keys } = await publish(lake, DATASET, ['2023-10-27']);
    const { handlers, calls, lines } = await invocations(lake, 2);
    for (const handle of [handlers[0], handlers[0], handlers[1]]) await handle!(s3Event(keys));
    expect(calls).toHaveLength(1);
    expect(lines).toEqual([
      'any_table version 0: a build was started for 2023-10-27.',
      'any_table version 0 has its build already.',
      'any_table version 0 has its build already.',
    ]);
  });

  it('starts one for each version, and for the first version of a lake that began anew', async () => {
    const lake = await emptyLake();
    const { handlers, calls } = await invocations(lake, 1);
    const [handle] = handlers;
    const first = await publish(lake, DATASET, ['2023-10-27']);
    await handle!(s3Event(first.keys));
    const second = await publish(lake, DATASET, ['2023-10-27']);
    await handle!(s3Event(second.keys));
    await putManifest(lake, manifestOf(DATASET, '2023-10-27', 0, 'another-run'));
    await handle!(s3Event(second.keys));
    expect(calls.map(({ body }) => (body as { version: number }).version)).toEqual([0, 1, 0]);
  });

  it('starts one for each dataset of an event', async () => {
    const lake = await emptyLake();
    const [one, other] = [
      await publish(lake, 'one', ['2023-10-27']),
      await publish(lake, 'other', ['2023-10-27']),
    ];
    const { handlers, calls } = await invocations(lake, 1);
    await handlers[0]!(s3Event([...other.keys, ...one.keys]));
    expect(calls.map(({ body }) => (body as { dataset: string }).dataset).sort()).toEqual(['one', 'other']);
  });

  it('passes over test events, other objects, other lakes, and manifests that are gone', async () => {
    const lake = await emptyLake();
    const { keys } = await publish(lake, DATASET, ['2023-10-27']);
    const { handlers, calls, lines } = await invocations(lake, 1, [200], 'lakes/prod/');
    const [handle] = handlers;
    await handle!(s3TestEvent);
    await handle!(
      s3Event([
        ...keys,
        `lakes/test/${keys[0]}`,
        'lakes/prod/any_table/_delta_log/00000000000000000000.json',
      ]),
    );
    await handle!(s3Event([`lakes/prod/${DATASET}/run_date=2023-01-01/_manifest.json`]));
    expect(calls).toEqual([]);
    expect(lines).toEqual(['any_table/run_date=2023-01-01/_manifest.json is gone; nothing to build for it.']);
    await handle!(s3Event([`lakes/prod/${keys[0]}`]));
    expect(calls).toHaveLength(1);
  });

  it('fails where the hook does, and calls it when the event is delivered again', async () => {
    const lake = await emptyLake();
    const { keys } = await publish(lake, DATASET, ['2023-10-27']);
    const { handlers, calls } = await invocations(lake, 2, [500, 500, 200]);
    await expect(handlers[0]!(s3Event(keys))).rejects.toMatchObject({ code: 'HOOK_REFUSED' });
    expect((await handlers[1]!(s3Event(keys))).built).toHaveLength(1);
    expect(calls).toHaveLength(3);
  });

  it('builds the good versions of an event with a bad manifest, names the bad one, and does not build twice', async () => {
    const lake = await emptyLake();
    const { keys } = await publish(lake, DATASET, ['2023-10-27']);
    const bad = `${DATASET}/run_date=2023-10-28/_manifest.json`;
    await openStore(lake).put(bad, Buffer.from('{"dataset": "any_tab'));
    const { handlers, calls } = await invocations(lake, 1);
    for (const delivery of [1, 2]) {
      const failing = handlers[0]!(s3Event([bad, ...keys]));
      await expect(failing, `delivery ${delivery}`).rejects.toMatchObject({
        code: 'HOOK_MANIFEST_INVALID',
        details: { key: bad, reason: 'it is no JSON' },
      });
    }
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['lacks its table', { dataset: DATASET, run_date: '2023-10-27' }, 'table'],
    [
      'speaks of another day',
      manifestOf(DATASET, '2023-10-01', 0, 'r'),
      'it speaks of any_table on 2023-10-01',
    ],
    ['speaks of another table', manifestOf('else', '2023-10-27', 0, 'r'), 'it speaks of else on 2023-10-27'],
  ])('refuses a manifest that %s', async (_, manifest, words) => {
    const lake = await emptyLake();
    const key = `${DATASET}/run_date=2023-10-27/_manifest.json`;
    await openStore(lake).put(key, Buffer.from(JSON.stringify(manifest)));
    const { handlers, calls } = await invocations(lake, 1);
    await expect(handlers[0]!(s3Event([key]))).rejects.toMatchObject({
      code: 'HOOK_MANIFEST_INVALID',
      message: expect.stringContaining(words),
    });
    expect(calls).toEqual([]);
  });

  it('runs as one bundled file, with nothing installed beside it', async () => {
    const lake = await emptyLake();
    const { keys } = await publish(lake, DATASET, ['2023-10-27']);
    server = await hookServer();
    const folder = await mkdtemp(join(tmpdir(), 'lambda-'));
    try {
      await cp(fileURLToPath(new URL('../dist/lambda.mjs', import.meta.url)), join(folder, 'lambda.mjs'));
      const script = `import { handler } from './lambda.mjs';
        console.log(JSON.stringify(await handler(${JSON.stringify(s3Event(keys))})));`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        cwd: folder,
        env: { PATH: process.env.PATH, HUB_LAKE: lake, BUILD_HOOK_URL: server.url },
      });
      expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
        built: [{ version: 0 }],
        known: [],
      });
      expect(server.calls).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('claims', () => {
  const rebuild = {
    dataset: 'd/e',
    version: 3,
    run_dates: [],
    wire_hash: null,
    storage_hash: null,
    run_id: 'a b/c',
  };

  it('pass to somebody else when their holder dies, is released, or never', async () => {
    const store = openStore(await emptyLake());
    let now = 1_000;
    const [mine, theirs] = [storeClaims(store, 60_000, () => now), storeClaims(store, 60_000, () => now)];
    expect(await mine.claim(rebuild)).toBe(true);
    expect(await theirs.claim(rebuild)).toBe(false);
    now += 60_000;
    expect(await theirs.claim(rebuild)).toBe(true);
    await theirs.release(rebuild);
    expect(await mine.claim(rebuild)).toBe(true);
    await mine.settle(rebuild);
    now += 1_000_000;
    expect(await theirs.claim(rebuild)).toBe(false);
    expect(await storeClaims(store, 60_000, () => now).claim(rebuild)).toBe(false);
  });

  it('do not stand on a marker that is torn', async () => {
    const store = openStore(await emptyLake());
    await store.put('_rebuilds/d%2Fe/00000000000000000003-a%20b%2Fc.json', Buffer.from('{"sta'));
    expect(await storeClaims(store, 60_000).claim(rebuild)).toBe(true);
  });
});
