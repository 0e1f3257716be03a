import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLocalPath } from '../server/read-local-path.ts';

describe('the way back', () => {
  it('keeps the path and what is chosen', () => {
    expect(readLocalPath('/?region=EIRE%2Fie&span=7')).toBe('/?region=EIRE%2Fie&span=7');
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%2f/../..//evil.example',
    'javascript:alert(1)',
    undefined,
    7,
  ])('leads nowhere else: %s', (value) => {
    const path = readLocalPath(value);
    expect(new URL(path, 'https://here.example').origin).toBe('https://here.example');
  });

  it('leads nowhere else, whatever is sent', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      ':',
      '@',
      '?',
      '#',
      '\t',
      '\n',
      ' ',
      'evil.example',
      'http:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = readLocalPath(pieces.join(''));
        expect(path.startsWith('/')).toBe(true);
        expect(new URL(path, 'https://here.example').origin).toBe('https://here.example');
      }),
    );
  });
});
