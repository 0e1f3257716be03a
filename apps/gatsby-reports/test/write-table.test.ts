import { describe, expect, it } from 'vitest';
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
