import { describe, expect, it } from 'vitest';
import { cellWriter } from '../src/report/write-cell.ts';
import { toCsv, toJson } from '../src/report/write-table.ts';

const table = {
  columns: ['region', 'count', 'mean'],
  rows: [
    { region: 'a "b", c', count: 0, mean: null, other: 'left out' },
    { region: 'São\nPaulo', count: 9007199254740991, mean: -0.5 },
    { region: '', count: 1, mean: 1e-7 },
    { region: ' 0012', count: 2, mean: 12 },
  ],
};

describe('toCsv', () => {
  it('follows RFC 4180, and tells nothing known from an empty text', () => {
    expect(toCsv(table)).toBe(
      'region,count,mean\r\n"a ""b"", c",0,\r\n"São\nPaulo",9007199254740991,-0.5\r\n"",1,1e-7\r\n" 0012",2,12\r\n',
    );
  });
});

describe('toJson', () => {
  it('is JSON of the same rows, a row a line', () => {
    expect(JSON.parse(toJson(table))[0]).toEqual({ region: 'a "b", c', count: 0, mean: null });
    expect(toJson(table).split('\n')).toHaveLength(7);
    expect(JSON.parse(toJson({ ...table, rows: [] }))).toEqual([]);
  });
});

describe('cellWriter', () => {
  it('writes what is stored, to the last digit', () => {
    const write = cellWriter({ unit: 'USD', digits: null });
    expect(write(9_747_747.934)).toEqual({ text: '$9,747,747.934' });
    expect(write(null)).toEqual({ text: '–' });
    expect(write(0)).toEqual({ text: '$0.00' });
  });

  it('writes quotients alike, and keeps the rest at hand', () => {
    const write = cellWriter({ unit: 's', digits: 2 });
    expect(write(177.6)).toEqual({ text: '177.60\u00a0s', title: '177.6\u00a0s' });
    expect(write(-0.005)).toMatchObject({ text: '−0.01\u00a0s' });
    expect(write(207.88540493405515).title).toMatch(/^207\.885/);
  });
});
