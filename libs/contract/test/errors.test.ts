import { describe, expect, it } from 'vitest';
import { defineErrors, isCodedError } from '../src/errors.ts';

const error = defineErrors({
  DEMO_FILE_MISSING: { message: '{file} is not there. Give another.', exitCode: 66 },
  DEMO_BROKEN: { message: 'It broke.' },
});

describe('coded errors', () => {
  it('say what to do, with the details filled in', () => {
    const made = error('DEMO_FILE_MISSING', { file: 'a.csv' });
    expect([made.code, made.message, made.exitCode]).toEqual([
      'DEMO_FILE_MISSING',
      'a.csv is not there. Give another.',
      66,
    ]);
  });

  it('keep their cause', () => {
    const cause = new Error('disk');
    expect(error('DEMO_BROKEN', {}, cause).cause).toBe(cause);
    expect('cause' in error('DEMO_BROKEN')).toBe(false);
  });

  it('are told from all others', () => {
    expect(isCodedError(error('DEMO_BROKEN'))).toBe(true);
    expect(isCodedError(new Error('x'))).toBe(false);
  });
});
