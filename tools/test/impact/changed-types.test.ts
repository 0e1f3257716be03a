import { describe, expect, it } from 'vitest';
import { changedTypes } from '../../src/impact/typescript/changed-types.ts';

const changed = (before: string, after: string) => [
  ...changedTypes(new Map([['a.ts', before]]), new Map([['a.ts', after]])),
];

describe('generated files whose types differ', () => {
  it('are not those where a description does', () => {
    expect(
      changed(
        '/** Old. */\nexport interface A { a: string }',
        '/** New. */\nexport interface A { a: string }',
      ),
    ).toEqual([]);
  });

  it('are not those where a value behind a declared type does, or a long text', () => {
    expect(changed('export const a: number = 1;', 'export const a: number = 2;')).toEqual([]);
    expect(changed('export const sdl = `type A`;', 'export const sdl = `type B`;')).toEqual([]);
  });

  it('are those where a field may be null', () => {
    expect(changed('export interface A { a: string }', 'export interface A { a: string | null }')).toEqual([
      'a.ts',
    ]);
  });

  it('are those that came or went', () => {
    expect([...changedTypes(new Map(), new Map([['b.ts', 'export {}']]))]).toEqual(['b.ts']);
  });
});
