import { describe, expect, it } from 'vitest';
import type { ChosenRows } from '../shared/choose-rows.ts';
import { type Row, shown } from '../shared/dataset.ts';
import { writeCsv } from '../shared/write-csv.ts';

const blank: Row = {
  run_date: null,
  region: null,
  event_type: null,
  event_count: 0,
  row_count: 0,
  avg_session_duration: null,
  total_revenue: null,
};

function regions(...rows: Partial<Row>[]): ChosenRows {
  return {
    column: shown.region,
    now: rows.map((row) => ({ ...blank, ...row })),
    before: null,
    total: null,
    totalBefore: null,
    shift: 0,
    period: { from: '2026-07-31', to: '2026-07-31' },
    region: null,
  };
}

describe('a table as CSV', () => {
  it('has a header, all digits, and nothing where nothing is known', () => {
    const chosen = regions({ region: 'north', event_count: 3, row_count: 4, total_revenue: 9747747.934 });
    expect(writeCsv(chosen, shown.figures)).toBe(
      'region,event_count,row_count,avg_session_duration,total_revenue\r\nnorth,3,4,,9747747.934\r\n',
    );
  });

  it('quotes what would break a line', () => {
    expect(writeCsv(regions({ region: 'a "b", c\nd' }), shown.figures)).toContain(
      '\r\n"a ""b"", c\nd",0,0,,\r\n',
    );
  });

  it('does not let a spreadsheet run a name', () => {
    expect(writeCsv(regions({ region: '=HYPERLINK("x")' }), shown.figures)).toContain(
      `\r\n"'=HYPERLINK(""x"")",`,
    );
  });
});
