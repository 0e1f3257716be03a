import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-codes.ts';
import { pipelineError } from '../../src/index.ts';
import { DAY, event, writeLines } from '../harness/events.ts';
import { tempFolder } from '../harness/lake.ts';
import { runCli } from '../harness/run-cli.ts';

describe('datahub', () => {
  it('says its version', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('explains itself: every command, every exit code', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const command of ['publish', 'generate', 'verify', 'sources'])
      expect(stdout).toContain(`  ${command} `);
    for (const { code, meaning } of Object.values(exitCodes)) {
      expect(stdout).toMatch(new RegExp(`^ *${code}  `, 'm'));
      expect(stdout).toContain(meaning);
    }
  });

  it.each(['publish', 'generate', 'verify', 'sources'])('%s has help, with the way out', async (command) => {
    const { code, stdout } = await runCli([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: datahub ${command}`);
  });

  it.each([
    ['no command', [], 'Say what to do'],
    ['an unknown command', ['publsh'], 'publsh'],
    ['an unknown option', ['publish', '--source', 's', '--input', 'x', '--sauce'], '--sauce'],
    ['a missing option', ['publish', '--source', 'product-events'], '--input'],
    ['no day', ['publish', '--source', 'product-events', '--input', 'x', '--lake', 'l'], '--date'],
    ['half a range', ['publish', '--source', 'product-events', '--input', 'x', '--from', DAY], '--to'],
    [
      'a day and a range',
      ['publish', '--source', 's', '--input', 'x', '--date', DAY, '--to', DAY],
      'not both',
    ],
    [
      'a range that runs backwards',
      ['publish', '--source', 's', '--input', 'x', '--from', '2023-10-02', '--to', '2023-10-01'],
      '2023-10-02',
    ],
    [
      'a range of millennia',
      ['publish', '--source', 'product-events', '--input', 'x', '--from', '0001-01-01', '--to', '9999-12-31'],
      '3652059 days',
    ],
    ['more days than a century', ['generate', '--out', 'x', '--days', '5000000'], '5000000 days'],
    ['no lake', ['publish', '--source', 'product-events', '--input', 'x', '--date', DAY], '--lake'],
    [
      'a lake nobody can open',
      ['publish', '--source', 'product-events', '--input', 'x', '--date', DAY, '--lake', 'ftp://x'],
      'ftp',
    ],
    ['a count that is none', ['generate', '--out', 'x', '--days', 'many'], 'many'],
    ['more kinds than there are', ['generate', '--out', 'x', '--event-types', '99'], '99'],
    ['an unknown dataset', ['verify', '--lake', 'l', '--dataset', 'nothing'], 'nothing'],
  ])('refuses %s with exit code 2', async (_, args, says) => {
    const ended = await runCli(args, { cwd: await tempFolder() });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(says);
    expect(ended.stderr).not.toContain('    at ');
  });

  it('reports every problem of its environment at once', async () => {
    const ended = await runCli(['sources'], { env: { HUB_MEMORY: 'lots', HUB_THREADS: '0' } });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('HUB_MEMORY');
    expect(ended.stderr).toContain('HUB_THREADS');
  });

  it('lists what can be published, with its fields', async () => {
    const { stdout } = await runCli(['sources', '--json']);
    expect(JSON.parse(stdout)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'online-retail',
          format: 'CSV',
          datasets: ['daily_metrics', 'hourly_traffic'],
          fields: expect.arrayContaining([
            expect.objectContaining({ name: 'Quantity', type: 'int', required: true }),
          ]),
        }),
      ]),
    );
    expect((await runCli(['sources'])).stdout).toContain('product-events (NDJSON)');
  });

  it('tells what it did in one line, and draws no bar into a pipe', async () => {
    const folder = await tempFolder();
    await writeLines(folder, '2023-10-01.ndjson', [event({ event_id: 'a' }), event({ event_id: 'a' }), '{']);
    await writeLines(folder, '2023-10-03.ndjson', [event()]);
    const args = ['publish', '--source', 'product-events', '--input', '{date}.ndjson'];
    const range = [...args, '--from', '2023-10-01', '--to', '2023-10-04'];
    const env = { HUB_LAKE: './lake' };
    const first = await runCli(range, { cwd: folder, env });
    expect(first.stdout).toMatch(
      /^daily_metrics: 2 days published as version 0; hourly_traffic: 2 days published as version 0; 4 rows read = 2 aggregated \+ 1 duplicates \+ 1 quarantined; 2 days without input skipped; [\d.]+ s\.\n$/,
    );
    expect(first.stderr).toMatch(
      /^No input, skipped: 2023-10-02, 2023-10-04\n.*1 record in _quarantine.*\n$/,
    );
    const again = await runCli(range, { cwd: folder, env });
    expect(again.stdout).toMatch(
      /^daily_metrics: nothing to do, 2 days unchanged, still version 0; hourly_traffic: nothing to do, 2 days unchanged, still version 0; /,
    );
    const strict = await runCli([...range, '--strict-days'], { cwd: folder, env });
    expect(strict).toMatchObject({ code: 66, stderr: expect.stringContaining('2023-10-02, 2023-10-04') });
  });

  it('answers machines with one object', async () => {
    const folder = await tempFolder();
    await writeLines(folder, '2023-10-01.ndjson', [event()]);
    const args = [
      'publish',
      '--source',
      'product-events',
      '--input',
      '{date}.ndjson',
      '--lake',
      'lake',
      '--json',
    ];
    const { stdout } = await runCli([...args, '--from', '2023-10-01', '--to', '2023-10-02'], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      run_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      source: 'product-events',
      datasets: [
        { dataset: 'daily_metrics', version: 0, days_published: ['2023-10-01'], days_unchanged: [] },
        { dataset: 'hourly_traffic', version: 0, days_published: ['2023-10-01'], days_unchanged: [] },
      ],
      days_missing: ['2023-10-02'],
      counts: { rows_read: 1, rows_aggregated: 1, rows_duplicate: 0, rows_quarantined: 0, values_rounded: 0 },
      quarantine: [],
      seconds: expect.any(Number),
    });
  });

  it('generates what publish can read', async () => {
    const folder = await tempFolder();
    const generated = await runCli(
      ['generate', '--out', 'events', '--days', '3', '--rows-per-day', '2000', '--dirt', '0.02', '--json'],
      { cwd: folder },
    );
    const { dirt, rows } = JSON.parse(generated.stdout);
    const published = await runCli(
      [
        'publish',
        '--source',
        'product-events',
        '--input',
        'events/{date}.ndjson.gz',
        '--from',
        '2023-10-01',
        '--to',
        '2023-10-03',
        '--lake',
        'lake',
        '--json',
      ],
      { cwd: folder },
    );
    const { duplicate, odd, ...refused } = dirt;
    expect(duplicate).toBeGreaterThan(0);
    const quarantined = Object.values<number>(refused).reduce((sum, count) => sum + count, 0);
    expect(JSON.parse(published.stdout).counts).toMatchObject({
      rows_read: rows,
      rows_duplicate: duplicate,
      rows_quarantined: quarantined,
      rows_aggregated: rows - duplicate - quarantined,
    });
    expect(odd).toBeGreaterThan(0);
    expect((await runCli(['verify', '--lake', join(folder, 'lake')])).code).toBe(0);
  });
});

describe('the catalogue of errors', () => {
  it('gives every error an exit code of the table', () => {
    const known = new Set<number>(Object.values(exitCodes).map(({ code }) => code));
    expect(pipelineError.codes.length).toBeGreaterThan(20);
    for (const code of pipelineError.codes) {
      const { exitCode } = pipelineError(code as Parameters<typeof pipelineError>[0]);
      expect(known).toContain(exitCode);
      expect(exitCode, code).not.toBe(exitCodes.ok.code);
    }
  });

  it('has no error that nobody throws', async () => {
    const src = new URL('../../src/', import.meta.url);
    const names = await readdir(src, { recursive: true });
    const sources = names.filter((name) => name.endsWith('.ts') && name !== 'errors.ts');
    const texts = await Promise.all(sources.map((name) => readFile(new URL(name, src), 'utf8')));
    const thrown = texts.join('\n');
    expect(pipelineError.codes.filter((code) => !thrown.includes(`'${code}'`))).toEqual([]);
  });

  it('has no two meanings for one exit code', () => {
    const codes = Object.values(exitCodes).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
