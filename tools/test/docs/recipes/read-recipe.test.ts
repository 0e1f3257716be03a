import { describe, expect, it } from 'vitest';
import { names, readRecipe } from '../../../src/docs/read-recipe.ts';

const page = `# Page

## Add a thing

1. \`libs/things/<name>.graphql\`: a type with \`@thing(name)\`, and a word about it in
   \`list.md\`.
2. \`.github/CODEOWNERS\`, and \`npm run codegen\`.

Served as \`docs/other.md\` says.

## Add another

1. \`apps/<name>/\`
`;

describe('a recipe', () => {
  it('names the paths of its steps, and no others', () => {
    expect(readRecipe(page, 'Add a thing').files).toEqual([
      'libs/things/<name>.graphql',
      'libs/things/list.md',
      '.github/CODEOWNERS',
    ]);
    expect(() => readRecipe(page, 'Add nothing')).toThrow('There is no recipe "Add nothing".');
  });

  it('fits files by its placeholders', () => {
    const thing = readRecipe(page, 'Add a thing');
    expect(names(thing, 'libs/things/lamp.graphql')).toBe(true);
    expect(names(thing, 'libs/things/deep/lamp.graphql')).toBe(false);
    expect(names(thing, 'libs/things/lamp.sql')).toBe(false);
    const another = readRecipe(page, 'Add another');
    expect(names(another, 'apps/lamp/src/deep.ts')).toBe(true);
    expect(names(another, 'libs/lamp/src/deep.ts')).toBe(false);
  });
});
