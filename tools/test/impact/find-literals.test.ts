import { print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { findLiterals } from '../../src/impact/operations/find-literals.ts';

const found = (text: string) =>
  findLiterals('program.ts', text).map(({ start, tag, readings }) => ({
    tag,
    begins: text.slice(start, start + 6),
    readings: readings.map((reading) => print(reading).replaceAll(/\s+/g, ' ')),
  }));

describe('literals of a program that can be read as GraphQL', () => {
  it('are templates and strings, whatever takes them', () => {
    expect(
      found(`
        const a = graphql\`query A { hub { rows } }\`;
        const b = await graphql<Planned>(\`query B { hub { rows } }\`);
        const c = '{ hub { rows } }';
      `),
    ).toEqual([
      { tag: 'graphql', begins: 'query ', readings: ['query A { hub { rows } }'] },
      { tag: 'graphql', begins: 'query ', readings: ['query B { hub { rows } }'] },
      { tag: null, begins: '{ hub ', readings: ['{ hub { rows } }'] },
    ]);
  });

  it('are not what only looks like it', () => {
    expect(found("const a = '{ x: 1 }'; const b = 'query string'; const c = `{`;")).toEqual([]);
  });

  it('may have holes: a word stands there, or nothing', () => {
    const [{ readings } = { readings: [] }] = found(
      `const q = \`{ days(of: "\${name}") { \${more} rows } }\`;`,
    );
    expect(readings).toEqual(['{ days(of: "xxxxxxx") { xxxxxxx rows } }', '{ days(of: " ") { rows } }']);
  });

  it('keep their offsets where quotes are escaped', () => {
    const text = `const q = "{ days(of: \\"a\\") { rows } }";`;
    const [literal] = findLiterals('program.ts', text);
    const field = literal?.readings[0]?.definitions[0];
    const rows = text.indexOf('rows');
    expect(literal?.readings[0]?.loc?.source.body.indexOf('rows')).toBe(rows - (literal?.start ?? 0));
    expect(field?.kind).toBe('OperationDefinition');
  });
});
