import { datasetOf } from '@datahub/contract';
import { describe, expect, it } from 'vitest';
import { chooseLead } from '../src/report/choose-lead.ts';
import { type Figure, figuresOfDataset } from '../src/report/dataset.ts';
import { formatInstant, formatWeekday } from '../src/report/format-time.ts';
import { groupMonths } from '../src/report/group-months.ts';
import { labelOf } from '../src/report/label.ts';
import { planDownloads } from '../src/report/write-downloads.ts';

function figure(name: string, more: Partial<Figure> = {}): Figure {
  return { name, label: name, unit: null, description: null, method: '', digits: null, adds: true, ...more };
}

describe('figuresOfDataset', () => {
  it('has every measure of the contract, in its order, and no dimension', () => {
    const dataset = datasetOf('daily_metrics')!;
    const measures = dataset.columns
      .filter((column) => column.role !== 'dimension')
      .map((column) => column.name);
    expect(figuresOfDataset().map((one) => one.name)).toEqual(measures);
  });

  it('warns that a mean does not roll up by means', () => {
    expect(figuresOfDataset().find((one) => !one.adds)?.method).toContain('not a mean of means');
  });
});

describe('chooseLead', () => {
  const [count, money, mean] = [
    figure('count'),
    figure('money', { unit: 'USD' }),
    figure('mean', { unit: 's', adds: false }),
  ];
  it('takes money before numbers of events', () => {
    expect(chooseLead([count, mean, money], { count: 3, money: 5, mean: 1 })).toBe(money);
  });
  it('does not take what nobody knows', () => {
    expect(chooseLead([mean, count, money], { count: 3, money: null, mean: null })).toBe(count);
    expect(chooseLead([count, money], null)).toBe(count);
  });
});

describe('words', () => {
  it('writes columns, instants and days as people do', () => {
    expect(labelOf('avg_session_duration')).toBe('Average session duration');
    expect(labelOf('total_revenue')).toBe('Total revenue');
    expect(formatInstant('2026-11-21T14:03:59.123Z')).toBe('21 November 2026 at 14:03 UTC');
    expect(formatWeekday('2011-12-09')).toBe('Fri 9 Dec');
  });
});

describe('groupMonths', () => {
  it('puts the newest first', () => {
    const months = groupMonths([{ date: '2023-12-31' }, { date: '2024-01-01' }, { date: '2024-01-02' }]);
    expect(months).toEqual([
      { month: '2024-01', label: 'January 2024', items: [{ date: '2024-01-02' }, { date: '2024-01-01' }] },
      { month: '2023-12', label: 'December 2023', items: [{ date: '2023-12-31' }] },
    ]);
  });
});

describe('planDownloads', () => {
  const row = (run_date: string, region: string, event_type: string, row_count: number) => ({
    id: `${run_date} ${region} ${event_type}`,
    run_date,
    date: run_date,
    region,
    event_type,
    row_count,
  });
  const nodes: Record<string, { id: string; [field: string]: unknown }[]> = {
    DataHubMetric: [
      row('2024-01-02', 'b', 'login', 3),
      row('2024-01-01', 'b', 'login', 2),
      row('2024-01-01', 'a', 'view', 1),
    ],
    DataHubMetricDay: [
      { id: '2', date: '2024-01-02', total: { run_date: '2024-01-02', row_count: 3 } },
      { id: '1', date: '2024-01-01', total: { run_date: '2024-01-01', row_count: 3 } },
    ],
    DataHubMetricRegion: [
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b' },
    ],
  };

  it('offers totals, all rows, and the rows of each day and region, in order and with every column', () => {
    const files = new Map(
      planDownloads((type) => nodes[type] ?? []).map(([{ path }, table]) => [path, table]),
    );
    expect([...files.keys()].sort()).toEqual([
      '/data/days',
      '/data/days/2024-01-01',
      '/data/days/2024-01-02',
      '/data/regions/a',
      '/data/regions/b',
      '/data/rows',
    ]);
    expect(files.get('/data/rows')?.rows.map((one) => one.row_count)).toEqual([1, 2, 3]);
    expect(files.get('/data/days')?.rows.map((one) => one.run_date)).toEqual(['2024-01-01', '2024-01-02']);
    expect(files.get('/data/regions/b')?.rows).toHaveLength(2);
    expect(files.get('/data/days/2024-01-01')?.columns.slice(0, 3)).toEqual([
      'run_date',
      'region',
      'event_type',
    ]);
  });
});
