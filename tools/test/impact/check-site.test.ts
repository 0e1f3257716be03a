import { readFileSync } from 'node:fs';
import type { SchemaFile } from '@datahub/contract/compile';
import { describe, expect, it } from 'vitest';
import { readWorkingTree } from '../../src/contract-check/read-revision.ts';
import { deriveContract } from '../../src/impact/contract/derive-contract.ts';
import { checkSite, isSite } from '../../src/impact/gatsby/check-site.ts';
import { readLiterals } from '../../src/impact/operations/read-operations.ts';
import { findConsumers, isContract } from '../../src/impact/workspace/find-consumers.ts';
import { inRoot, root } from '../../src/workspace/root.ts';

async function check(change: (file: SchemaFile) => string) {
  const consumers = await findConsumers(root);
  const contract = consumers.find(isContract);
  const base = await readWorkingTree(root);
  const head = base.map((file) => ({ ...file, text: change(file) }));
  expect(head).not.toEqual(base);
  if (!contract) throw new Error('There is no contract.');
  const [before, after] = [
    await deriveContract(root, contract, base),
    await deriveContract(root, contract, head),
  ];
  const flags = await Promise.all(consumers.map((consumer) => isSite(root, consumer)));
  const [site, ...others] = consumers.filter((_, index) => flags[index]);
  if (!site) throw new Error('There is no site.');
  expect(others).toEqual([]);
  return checkSite(
    root,
    site,
    consumers.filter(({ packageName }) => site.needs.includes(packageName)),
    await readLiterals(root, site),
    { base: before.files, head: after.files },
  );
}

describe('the queries of the site', { timeout: 60_000 }, () => {
  it('fail where they name what the plugin makes of a column, and nowhere else', async () => {
    const { validated } = await check(({ path, text }) =>
      path === 'datasets/daily_metrics.graphql'
        ? text.replace('event_type: String! @dimension', 'kind: String! @dimension(of: "event_type")')
        : text,
    );
    const found = validated.findings.map(({ file, line, column, kind }) => {
      const text = readFileSync(inRoot(file), 'utf8').split('\n')[line - 1] ?? '';
      return `${kind} ${file.split('/').at(-1)} ${/^\w+/.exec(text.slice(column - 1))}`;
    });
    expect(found.toSorted()).toEqual([
      'page query day.tsx by_event_type',
      'page query gatsby-node.ts by_event_type',
      'page query home.tsx by_event_type',
      'page query home.tsx by_run_date_and_event_type',
      'page query region.tsx by_event_type',
      'page query region.tsx by_run_date_and_event_type',
    ]);
  });

  it('take a column that goes: its fragments are made again', async () => {
    const { validated, types } = await check(({ path, text }) =>
      path === 'datasets/daily_metrics.graphql'
        ? text.replace(/\n {2}"Money taken[^\n]*\n[^\n]*\n/, '\n')
        : text,
    );
    expect(validated.findings).toEqual([]);
    const [before = '', after = ''] = [types.base, types.head].map((files) => [...files.values()].join());
    expect(before).toMatch(/type HomeQuery = .*total_revenue/);
    expect(after).toMatch(/type HomeQuery = .*avg_session_duration/);
    expect(after).not.toMatch(/type HomeQuery = .*total_revenue/);
  });
});
