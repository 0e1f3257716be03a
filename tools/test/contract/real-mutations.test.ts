import { rm } from 'node:fs/promises';
import type { SchemaFile } from '@datahub/contract/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkingTree } from '../../src/contract-check/read-revision.ts';
import { judgeAll } from '../../src/contract-mutate/judge-all.ts';
import type { Judged } from '../../src/contract-mutate/judge-mutation.ts';
import { copyWorkspace } from '../../src/impact/prove/copy-workspace.ts';
import { commitContract } from '../../src/proof/contract/commit-contract.ts';
import { CHECKS, runCheck } from '../../src/proof/contract/run-check.ts';
import { tryMutation } from '../../src/proof/contract/try-mutation.ts';
import { root } from '../../src/workspace/root.ts';

/** What goes red, by hand: from who asks for what in the consumers' operations, and from the rules. */
const HARMFUL: readonly (readonly [string, readonly string[]])[] = [
  [
    // Asked for in the plugin's status.graphql and in the dashboard's hub.graphql; answered by a resolver of the API.
    'remove a field: DatasetStatus.lastDate',
    ['contract:check', 'gatsby-source-datahub:codegen', 'nuxt-dashboard:codegen', 'api:typecheck'],
  ],
  [
    'rename an argument: Query.changes(dataset:)',
    ['contract:check', 'gatsby-source-datahub:codegen', 'api:typecheck'],
  ],
  ['remove an enum value: DatasetState.DEGRADED', ['contract:check', 'api:typecheck']],
  // No program feels these: the figures would be others.
  ['change a unit: Metric.total_revenue', ['contract:check']],
  ['change an expression: Traffic.purchase_rate', ['contract:check']],
  ['change a condition: Traffic.purchases', ['contract:check']],
  // The contract contradicts itself.
  ['narrow a type: Metric.row_count', ['contract:codegen']],
  ['remove a field: Event.revenue_usd', ['contract:codegen']],
  ['rename a field: Event.region', ['contract:codegen']],
  ['take other events: Metric', ['contract:codegen']],
];
const HARMLESS = ['add a field: Hub.brand_new'];

describe('a change that is carried out in a copy of the workspace', () => {
  let copy: string;
  let files: SchemaFile[];
  let judged: Map<string, Judged>;

  beforeAll(async () => {
    copy = await copyWorkspace(root);
    await commitContract(copy);
    files = await readWorkingTree(copy);
    judged = new Map(judgeAll(files).judged.map((one) => [one.mutation.id, one]));
  }, 120_000);
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it('is green before', { timeout: 180_000 }, async () => {
    const checked = await Promise.all(CHECKS.map((check) => runCheck(copy, check)));
    expect(checked.filter(({ red }) => red)).toEqual([]);
  });

  const redOver = async (id: string) => {
    const mutation = judged.get(id);
    if (!mutation) throw new Error(`There is no mutation "${id}".`);
    const { checks } = await tryMutation(copy, files, mutation);
    return checks.filter(({ red }) => red).map(({ check }) => check);
  };

  it.each(HARMFUL)('is stopped: %s', { timeout: 180_000 }, async (id, expected) => {
    expect(await redOver(id)).toEqual(expected);
  });

  it.each(HARMLESS)('passes: %s', { timeout: 180_000 }, async (id) => {
    expect(await redOver(id)).toEqual([]);
  });
});
