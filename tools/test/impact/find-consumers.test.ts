import { describe, expect, it } from 'vitest';
import { findConsumers } from '../../src/impact/workspace/find-consumers.ts';
import { root } from '../../src/workspace/root.ts';

describe('whom a change of the contract can reach', () => {
  it('is everybody who needs it, and not who does not', async () => {
    const names = (await findConsumers(root)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['api', 'contract', 'lake', 'nuxt-dashboard', 'tools']));
    expect(names).not.toContain('charts');
  });

  it('is known with its codegen', async () => {
    const consumers = await findConsumers(root);
    const configs = consumers.flatMap(({ name, codegen }) => (codegen ? [[name, codegen]] : []));
    expect(Object.fromEntries(configs)).toEqual({
      contract: 'codegen/graphql.ts',
      'gatsby-source-datahub': 'codegen.ts',
      'nuxt-dashboard': 'codegen.ts',
    });
  });
});
