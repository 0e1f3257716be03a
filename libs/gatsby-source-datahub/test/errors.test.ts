import { describe, expect, it } from 'vitest';
import { errorMap, pluginError } from '../src/errors.ts';
import { chooseDatasets } from '../src/read/read-hub.ts';

describe('errors', () => {
  it('have codes of their own, each known to the reporter', () => {
    expect(new Set(pluginError.codes).size).toBe(pluginError.codes.length);
    expect(Object.keys(errorMap()).sort()).toEqual([...pluginError.codes].sort());
    for (const code of pluginError.codes) expect(code).toMatch(/^DATAHUB_[A-Z_]+$/);
  });

  it('show the whole message to whoever builds', () => {
    const entry = errorMap().DATAHUB_URL_MISSING;
    expect(entry?.text({ sourceMessage: 'what to do' })).toBe('what to do');
  });

  it('name the datasets that there are where options ask for another', () => {
    expect(() => chooseDatasets(['daily_metrics', 'dayly_metrics'])).toThrow(
      /"dayly_metrics".*daily_metrics/,
    );
  });
});
