import { describe, expect, it } from 'vitest';
import { lakeError } from '../src/index.ts';

describe('errors', () => {
  it('have codes of one family, and each its own', () => {
    expect(lakeError.codes.filter((code) => !/^LAKE_[A-Z0-9_]+$/.test(code))).toEqual([]);
    expect(new Set(lakeError.codes).size).toBe(lakeError.codes.length);
  });
});
