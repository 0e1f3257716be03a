import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../src/dates/business-day.ts';
import { planDays } from '../../src/generate/plan-days.ts';
import { type GenerateOptions, generateEvents } from '../../src/index.ts';
import { tempFolder } from '../harness/lake.ts';

const DAYS = daysBetween('2023-10-01', '2023-10-30');

async function generate(changes: Partial<GenerateOptions> = {}) {
  const folder = await tempFolder();
  const generated = await generateEvents({
    folder,
    days: DAYS,
    rowsPerDay: 400,
    regions: 6,
    eventTypes: 8,
    seed: '1',
    dirt: 0.001,
    gzip: true,
    singleFile: false,
    ...changes,
  });
  return { folder, generated };
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort())
    hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest('hex');
}

async function linesOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    }),
  );
  return texts.flatMap((text) => text.trimEnd().split('\n'));
}

/** What a lenient reader makes of clean lines. */
async function cleanEvents(folder: string): Promise<Record<string, string | number | null>[]> {
  return (await linesOf(folder)).map((line) => JSON.parse(line));
}

describe('generate', () => {
  it('gives the same bytes for the same seed, and others for another', async () => {
    const first = await generate();
    const second = await generate();
    const other = await generate({ seed: '2' });
    expect(await digestOf(second.folder)).toBe(await digestOf(first.folder));
    expect(await digestOf(other.folder)).not.toBe(await digestOf(first.folder));
  });

  it('gives the same bytes on one thread and on three', async () => {
    const many = { days: DAYS.slice(0, 1), rowsPerDay: 210_000, gzip: false };
    const one = await generate({ ...many, threads: 1 });
    const three = await generate({ ...many, threads: 3 });
    expect(await digestOf(three.folder)).toBe(await digestOf(one.folder));
  });

  it('writes what it says: 30 days, 6 regions, 8 kinds of events', async () => {
    const { folder, generated } = await generate({ dirt: 0 });
    const events = await cleanEvents(folder);
    expect(generated.files).toHaveLength(30);
    expect(generated.rows).toBe(12_000);
    expect(events).toHaveLength(12_000);
    expect(new Set(events.map(({ region }) => region)).size).toBe(6);
    expect(new Set(events.map(({ event_type }) => event_type)).size).toBe(8);
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(12_000);
    const days = new Set(events.map(({ event_time }) => String(event_time).slice(0, 10)));
    expect([...days].sort()).toEqual(DAYS);
  });

  it('is plausible: a funnel that narrows, money where money flows', async () => {
    const { folder } = await generate({ dirt: 0 });
    const events = await cleanEvents(folder);
    const count = (kind: string) => events.filter(({ event_type }) => event_type === kind).length;
    const funnel = ['page_view', 'search', 'add_to_cart', 'checkout', 'purchase', 'refund'].map(count);
    expect(funnel).toEqual(funnel.toSorted((a, b) => b - a));
    for (const { event_type, revenue_usd } of events) {
      if (event_type === 'purchase') expect(revenue_usd).toBeGreaterThan(0);
      else if (event_type === 'refund') expect(revenue_usd).toBeLessThan(0);
      else expect(revenue_usd).toBeNull();
    }
  });

  it('spoils as many lines as it says, and counts them', async () => {
    const { folder, generated } = await generate({ dirt: 0.05 });
    const { duplicate = 0, odd = 0, ...refused } = generated.dirt;
    expect(Object.keys(refused).length).toBeGreaterThan(15);
    expect(duplicate).toBeGreaterThan(0);
    const bad = Object.values(refused).reduce((sum, count) => sum + count, 0);
    // 5 % of 12,000 is 600; four standard deviations are 96.
    expect(Math.abs(bad + duplicate - 600)).toBeLessThan(96);
    expect(Math.abs(odd - 600)).toBeLessThan(96);
    const lines = await linesOf(folder);
    expect(lines).toHaveLength(12_000);
    expect(lines.length - new Set(lines).size).toBeGreaterThanOrEqual(duplicate);
  });

  it('puts all days into one file', async () => {
    const { folder } = await generate({ singleFile: true, gzip: false });
    expect(await readdir(folder)).toEqual(['events.ndjson']);
    expect(await linesOf(folder)).toHaveLength(12_000);
  });
});

describe('planDays', () => {
  const shapes = planDays(DAYS, 5000);
  const rowsOf = (phase: string) => shapes.filter((shape) => shape.phase === phase).map(({ rows }) => rows);
  const total = (days: readonly { rows: number }[]) => days.reduce((sum, { rows }) => sum + rows, 0);

  it('has the rows it was asked for, to the last one', () => {
    expect(total(shapes)).toBe(150_000);
    expect(total(planDays(['2024-01-15'], 20_000_000))).toBe(20_000_000);
  });

  it('is busier on working days than at weekends', () => {
    const ordinary = shapes.slice(0, 14);
    const weekend = ordinary.filter(({ day }) => [0, 6].includes(new Date(day).getUTCDay()));
    const week = ordinary.filter((shape) => !weekend.includes(shape));
    expect(total(weekend) / weekend.length).toBeLessThan((total(week) / week.length) * 0.85);
  });

  it('has a launch that stands out, and an outage that leaves few events and not none', () => {
    const ordinary = Math.max(...rowsOf('ordinary'));
    expect(Math.max(...rowsOf('launch'))).toBeGreaterThan(ordinary * 1.8);
    const [outage = 0, ...others] = rowsOf('outage');
    expect(others).toEqual([]);
    expect(outage).toBeGreaterThan(0);
    expect(outage).toBeLessThan(Math.min(...rowsOf('ordinary')) * 0.15);
  });

  it('gives every day at least one row', () => {
    expect(Math.min(...planDays(DAYS, 1).map(({ rows }) => rows))).toBe(1);
  });
});
