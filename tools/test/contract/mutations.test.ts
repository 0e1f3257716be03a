import { readContract } from '@datahub/contract/compare';
import { servedDocument } from '@datahub/contract/compile';
import { buildASTSchema, findBreakingChanges } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkingTree } from '../../src/contract-check/read-revision.ts';
import { judgeAll, type Proof } from '../../src/contract-mutate/judge-all.ts';
import type { Judged } from '../../src/contract-mutate/judge-mutation.ts';
import { root } from '../../src/workspace/root.ts';
import { readSpecimen } from './read-specimen.ts';

const names = (list: readonly Judged[]) =>
  list.map(({ mutation, verdict }) => `${mutation.id}: ${mutation.expected} was promised, ${verdict} came`);

/** What a client can see, as graphql-js itself builds it. */
function schemaOf({ document, ir }: ReturnType<typeof readContract>) {
  return buildASTSchema(servedDocument(document, ir), { assumeValid: true, assumeValidSDL: true });
}

describe.each([
  ['the contract of the hub', () => readWorkingTree(root)],
  ['a contract that says all that can be said', async () => readSpecimen()],
])('every single-step mutation of %s', (_, readFiles) => {
  let proof: Proof;
  let before: ReturnType<typeof readContract>;

  beforeAll(async () => {
    const files = await readFiles();
    before = readContract(files);
    proof = judgeAll(files);
  }, 60_000);

  it('is killed where it is harmful', () => {
    expect(names(proof.survived)).toEqual([]);
  });

  it('passes where it is harmless', () => {
    expect(names(proof.blocked)).toEqual([]);
  });

  it('gets the verdict that was promised, from a rule that speaks of it', () => {
    expect(names(proof.misjudged)).toEqual([]);
    expect(names(proof.unseen)).toEqual([]);
  });

  it('is never safe on the wire where graphql-js calls it breaking', () => {
    const old = schemaOf(before);
    const breaking = proof.judged.filter(
      ({ after }) => after && findBreakingChanges(old, schemaOf(after)).length > 0,
    );
    expect(breaking.length).toBeGreaterThan(20);
    expect(names(breaking.filter(({ verdicts }) => verdicts.wire === 'safe'))).toEqual([]);
  });

  it('is spoken of wherever clients or data can feel it', () => {
    const felt = ({ ir }: ReturnType<typeof readContract>) =>
      [ir.wireHash, ...ir.datasets.map(({ storageHash }) => storageHash)].join();
    const silent = proof.judged.filter(
      ({ after, because }) => after && because.length === 0 && felt(after) !== felt(before),
    );
    // White space in SQL moves a hash, and nothing else.
    expect(names(silent.filter(({ mutation }) => !mutation.operator.startsWith('space out')))).toEqual([]);
  });

  it('is safe for what is stored where neither tables nor what is read into them changed', () => {
    const meaning = ({ ir }: ReturnType<typeof readContract>) =>
      JSON.stringify([ir.sources, ir.events, ir.datasets], (key, value) =>
        key === 'description' ? undefined : value,
      );
    const untouched = proof.judged.filter(({ after }) => after && meaning(after) === meaning(before));
    expect(untouched.length).toBeGreaterThan(20);
    // How contracts are written concerns all that will be written, and nothing that is.
    const judged = untouched.filter(
      ({ mutation }) => mutation.operator !== 'change a default of a directive',
    );
    expect(names(judged.filter(({ verdicts }) => verdicts.storage !== 'safe'))).toEqual([]);
  });

  it('moves a hash wherever it is not safe on the wire or in storage', () => {
    const hashes = ({ ir }: ReturnType<typeof readContract>) =>
      [ir.wireHash, ...ir.datasets.map(({ storageHash }) => storageHash)].join();
    // What arrives is in the fingerprint of a day, not in a hash of what is served or stored.
    const isRecord = (coordinate: string) => {
      const type = before.elements.get(coordinate.split('.')[0] ?? '');
      return type?.element !== 'type' || type.role === 'event' || type.role === 'source';
    };
    const still = proof.judged.filter(
      ({ after, verdicts, mutation }) =>
        after &&
        verdicts.storage === 'forbidden' &&
        after.ir.datasets.length > 0 &&
        hashes(after) === hashes(before) &&
        !isRecord(mutation.coordinate),
    );
    expect(names(still)).toEqual([]);
  });
});

describe('the list of steps', () => {
  it('has removals, renames, types, nulls, arguments, values, words, and every argument of a directive', () => {
    const operators = new Set(judgeAll(readSpecimen()).judged.map(({ mutation }) => mutation.operator));
    expect([...operators]).toEqual(
      expect.arrayContaining([
        'remove a field',
        'rename a field',
        'change a type',
        'widen a type',
        'narrow a type',
        'let it be null',
        'never let it be null',
        'add an optional argument',
        'add an argument with a default',
        'add a required argument',
        'remove an argument',
        'require an argument',
        'let an argument be left out',
        'change a default',
        'remove a default',
        'add a default',
        'add an enum value',
        'remove an enum value',
        'remove a type',
        'add a type',
        'add a field',
        'deprecate',
        'change a description',
        'set a sunset',
        'swap with the next',
        'change a unit',
        'change an aggregation to MAX',
        'measure another column',
        'change a condition',
        'group by another column',
        'change the grain',
        'change an expression',
        'drop a partition column',
        'rename a table',
        'change a format',
        'comment on the SQL of a source',
        'space out an expression',
        'rename a source',
        'change the SQL of a source',
        'change what a scalar follows',
      ]),
    );
  });
});
