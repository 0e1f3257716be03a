import { describe, expect, it } from 'vitest';
import { checkCounts } from '../../src/publish/check-counts.ts';
import { DAY } from '../harness/events.ts';

describe('checkCounts', () => {
  const day = {
    day: DAY,
    files: [],
    rowsRead: 10,
    rowsAggregated: 7,
    rowsDuplicate: 2,
    rowsQuarantined: 1,
    valuesRounded: 0,
  };

  it('lets a day pass that accounts for every record', () => {
    expect(() => checkCounts([day])).not.toThrow();
  });

  it('stops where one is lost, or counted twice', () => {
    for (const rowsRead of [9, 11]) {
      expect(() => checkCounts([day, { ...day, rowsRead }])).toThrow(
        expect.objectContaining({ code: 'COUNTS_DISAGREE', exitCode: 70 }),
      );
    }
  });
});
