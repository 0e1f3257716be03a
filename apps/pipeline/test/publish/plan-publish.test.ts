import {
  contract,
  type DatasetIr,
  datasetOf,
  type EventIr,
  eventOf,
  type FieldIr,
  sourceOf,
} from '@datahub/contract';
import { eventRules } from '@datahub/contract/storage';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/publish/fingerprint.ts';
import { type PublishRequest, planPublish } from '../../src/publish/plan-publish.ts';
import type { DayRecord, PublishedDay } from '../../src/publish/publish-record.ts';

const dataset = datasetOf('daily_metrics')!;
const hourly: DatasetIr = { ...dataset, name: 'hourly', storageHash: 'f'.repeat(64) };
const source = sourceOf('product-events')!;
const event = eventOf(source.event)!;
const rules = eventRules(contract, event);
const other = sourceOf('online-retail')!;
const days = [
  { day: '2023-10-01', sha256: 'a'.repeat(64) },
  { day: '2023-10-02', sha256: 'b'.repeat(64) },
];

const request = (changes: Partial<PublishRequest> = {}): PublishRequest => ({
  source,
  rules,
  datasets: [dataset],
  days,
  replaceSource: false,
  force: false,
  ...changes,
});

function publishedBy(owner: string, fingerprints: Readonly<Record<string, string>>) {
  const record = (day: string): PublishedDay => ({
    day,
    version: 3,
    timestamp: 0,
    record: {
      run_id: 'r',
      source: owner,
      engine: { name: 'duckdb', version: '1' },
      contract: { wire_hash: '', storage_hash: '' },
      days: { [day]: { fingerprint: fingerprints[day] } as DayRecord },
    },
  });
  return new Map(Object.keys(fingerprints).map((day) => [day, record(day)]));
}

const daysOf = (plan: ReturnType<typeof planPublish>, name = dataset.name) =>
  plan.datasets.find((entry) => entry.dataset.name === name)?.publish.map(({ day }) => day);

describe('planPublish', () => {
  it('publishes everything into an empty lake', () => {
    const plan = planPublish(request(), new Map());
    expect(plan.days).toEqual(['2023-10-01', '2023-10-02']);
    expect(daysOf(plan)).toEqual(['2023-10-01', '2023-10-02']);
  });

  it('leaves days alone that were made from the same', () => {
    const same = fingerprintOf(days[0]!.sha256, source, rules, dataset);
    const tables = new Map([
      [dataset.name, publishedBy(source.name, { '2023-10-01': same, '2023-10-02': 'something else' })],
    ]);
    const plan = planPublish(request(), tables);
    expect(plan.days).toEqual(['2023-10-02']);
    expect(plan.datasets[0]?.unchanged).toEqual(['2023-10-01']);
    expect(daysOf(planPublish(request({ force: true }), tables))).toEqual(['2023-10-01', '2023-10-02']);
  });

  it('reads a day once for all datasets, and publishes only those that lack it', () => {
    const same = fingerprintOf(days[0]!.sha256, source, rules, dataset);
    const tables = new Map([[dataset.name, publishedBy(source.name, { '2023-10-01': same })]]);
    const plan = planPublish(request({ datasets: [dataset, hourly] }), tables);
    expect(plan.days).toEqual(['2023-10-01', '2023-10-02']);
    expect(daysOf(plan)).toEqual(['2023-10-02']);
    expect(daysOf(plan, 'hourly')).toEqual(['2023-10-01', '2023-10-02']);
  });

  it('refuses days of another source, unless told to replace them', () => {
    const tables = new Map([[dataset.name, publishedBy(other.name, { '2023-10-02': 'x' })]]);
    expect(() => planPublish(request(), tables)).toThrow(
      expect.objectContaining({
        code: 'DAY_OF_OTHER_SOURCE',
        exitCode: 77,
        message: expect.stringContaining('online-retail'),
      }),
    );
    expect(daysOf(planPublish(request({ replaceSource: true }), tables))).toContain('2023-10-02');
  });

  it('refuses days of which nobody knows who wrote them', () => {
    const tables = new Map([[dataset.name, new Map([['2023-10-01', null]])]]);
    expect(() => planPublish(request(), tables)).toThrow(
      expect.objectContaining({ code: 'DAY_OF_OTHER_SOURCE' }),
    );
  });
});

describe('the fingerprint of a day', () => {
  const base = fingerprintOf('a'.repeat(64), source, rules, dataset);
  const asText = (field: FieldIr): FieldIr => ({ ...field, type: { kind: 'string' } });
  const withEvent = (changes: Partial<EventIr>) =>
    fingerprintOf('a'.repeat(64), source, { ...rules, event: { ...event, ...changes } }, dataset);
  it.each([
    ['the content', fingerprintOf('b'.repeat(64), source, rules, dataset)],
    [
      "the source's SQL",
      fingerprintOf('a'.repeat(64), { ...source, sql: 'SELECT * FROM input' }, rules, dataset),
    ],
    [
      'a declared field',
      fingerprintOf('a'.repeat(64), { ...source, fields: source.fields.slice(1) }, rules, dataset),
    ],
    ['the fields of the event', withEvent({ fields: event.fields.slice(1) })],
    ['a type in the event', withEvent({ fields: event.fields.map(asText) })],
    [
      'a field that the event requires',
      withEvent({ fields: event.fields.map((field) => ({ ...field, nullable: !field.nullable })) }),
    ],
    ['the field that names an event', withEvent({ idField: 'user_id' })],
    ['the field that gives the time', withEvent({ timeField: 'logged_at' })],
    [
      'a field that another dataset makes a label',
      fingerprintOf('a'.repeat(64), source, { ...rules, labels: [...rules.labels, 'user_id'] }, dataset),
    ],
    ['how the figures are stored', fingerprintOf('a'.repeat(64), source, rules, hourly)],
  ])('changes with %s', (_, changed) => {
    expect(changed).not.toBe(base);
    expect(changed).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not change with a description', () => {
    expect(fingerprintOf('a'.repeat(64), { ...source, description: 'new words' }, rules, dataset)).toBe(base);
    expect(withEvent({ description: 'new words' })).toBe(base);
  });
});
