import { readFileSync } from 'node:fs';
import { compareContracts, readContract } from '@datahub/contract/compare';
import { describe, expect, it } from 'vitest';
import { readWorkingTree, SCHEMA_FOLDER } from '../../src/contract-check/read-revision.ts';
import { breakingChanges } from '../../src/impact/prove/breaking-changes.ts';
import { inRoot, root } from '../../src/workspace/root.ts';

describe('the changes that the report is proven with', () => {
  it('are ten, and no two are the same', () => {
    expect(breakingChanges).toHaveLength(10);
    expect(new Set(breakingChanges.map(({ name }) => name)).size).toBe(10);
  });

  it.each(breakingChanges)('$name: can be made to the files as they are', ({ edits, mends }) => {
    for (const { file, from } of [...edits, ...mends]) {
      const text = readFileSync(inRoot(file), 'utf8');
      expect(text.split(from), `${file} holds this once: ${from}`).toHaveLength(2);
    }
  });

  it.each(breakingChanges)('$name: is one change, and compiles', async ({ edits }) => {
    const base = await readWorkingTree(root);
    const head = base.map((file) => ({
      ...file,
      text: edits
        .filter((edit) => edit.file === `${SCHEMA_FOLDER}/${file.path}`)
        .reduce((text, { from, to }) => text.replace(from, () => to), file.text),
    }));
    expect(compareContracts(readContract(base), readContract(head))).toHaveLength(1);
  });
});
