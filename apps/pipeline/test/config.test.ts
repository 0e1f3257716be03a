import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config.ts';

describe('HUB_FAST_PATH', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['on', true],
    ['off', false],
  ])('%s: the fast path is used: %s', (value, used) => {
    expect(parseConfig({ HUB_FAST_PATH: value }).fastPath).toBe(used);
  });

  it('says so when it is anything else', () => {
    expect(() => parseConfig({ HUB_FAST_PATH: 'no' })).toThrow('HUB_FAST_PATH="no"');
  });
});
