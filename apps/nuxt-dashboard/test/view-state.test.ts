import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COMPARISONS,
  parseViewState,
  SPANS,
  SPLITS,
  serialiseViewState,
  TABLES,
  type ViewState,
} from '../shared/view-state.ts';

const measures = ['clicks', 'sales'];
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const anyState: fc.Arbitrary<ViewState> = fc.record({
  date: fc.option(name),
  span: fc.constantFrom(...SPANS),
  region: fc.option(name),
  measure: fc.constantFrom(...measures),
  compare: fc.constantFrom(...COMPARISONS),
  split: fc.constantFrom(...SPLITS),
  table: fc.constantFrom(...TABLES),
});

describe('the state in the address', () => {
  it('is the newest day of all regions where the address says nothing', () => {
    expect(parseViewState({}, measures)).toEqual({
      state: {
        date: null,
        span: '1',
        region: null,
        measure: 'clicks',
        compare: 'week',
        split: 'kind',
        table: 'kind',
      },
      ignored: [],
    });
  });

  it('comes back the same, through a real query string', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const query = new URLSearchParams(serialiseViewState(state, measures)).toString();
        const read = Object.fromEntries(new URLSearchParams(query));
        expect(parseViewState(read, measures)).toEqual({ state, ignored: [] });
      }),
    );
  });

  it('leaves defaults out of the address', () => {
    const { state } = parseViewState({ region: 'EIRE/ie', compare: 'week' }, measures);
    expect(serialiseViewState(state, measures)).toEqual({ region: 'EIRE/ie' });
  });

  it('takes an empty field of a form for the default', () => {
    const { state, ignored } = parseViewState({ date: '', region: '', measure: '' }, measures);
    expect(state).toMatchObject({ date: null, region: null, measure: 'clicks' });
    expect(ignored).toEqual([]);
  });

  it('says what it ignored', () => {
    const { state, ignored } = parseViewState({ measure: 'nope', span: '1e9' }, measures);
    expect(state).toMatchObject({ measure: 'clicks', span: '1' });
    expect(ignored).toEqual([
      { parameter: 'span', value: '1e9' },
      { parameter: 'measure', value: 'nope' },
    ]);
  });

  it('takes the first of several values', () => {
    expect(parseViewState({ region: ['north', 'south'] }, measures).state.region).toBe('north');
  });

  it('does not read what an object inherits', () => {
    const { state } = parseViewState(Object.create({ region: 'north' }), measures);
    expect(state.region).toBeNull();
  });

  it('holds for any query whatever', () => {
    const key = fc.constantFrom(
      'date',
      'span',
      'region',
      'measure',
      'compare',
      'split',
      'table',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(key, fc.string()), fc.anything()), (query) => {
        const { state } = parseViewState(query, measures);
        expect(parseViewState(serialiseViewState(state, measures), measures)).toEqual({ state, ignored: [] });
        expect(SPANS).toContain(state.span);
        expect(measures).toContain(state.measure);
      }),
    );
  });
});
