import { readFileSync } from 'node:fs';
import { compareContracts, readContract } from '@datahub/contract/compare';
import type { SchemaFile } from '@datahub/contract/compile';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkingTree } from '../../src/contract-check/read-revision.ts';
import { findImpact } from '../../src/impact/find-impact.ts';
import type { Place } from '../../src/impact/place.ts';
import { inRoot, root } from '../../src/workspace/root.ts';

/** A copy of the contract's files in which one text stands instead of another. */
function edit(files: readonly SchemaFile[], path: string, from: string, to: string): SchemaFile[] {
  return files.map((file) => {
    if (file.path !== path) return file;
    expect(file.text.split(from)).toHaveLength(2);
    return { ...file, text: file.text.replace(from, () => to) };
  });
}

/** What stands at a place: the word that begins there. */
function wordAt({ file, line, column }: Place): string {
  const text = readFileSync(inRoot(file), 'utf8').split('\n')[line - 1] ?? '';
  return /^\W?[\w.?]*/.exec(text.slice(column - 1))?.[0] ?? '';
}

describe('four changes of this very contract', () => {
  let places: readonly Place[];

  beforeAll(async () => {
    const base = await readWorkingTree(root);
    let head = edit(base, 'api.graphql', '  "Last business day that has data."\n  lastDate: Date\n', '');
    head = edit(
      head,
      'api.graphql',
      '\n  "The newest version cannot be served; the last good one is."\n  DEGRADED\n',
      '',
    );
    head = edit(head, 'api.graphql', 'changes(dataset: String!', 'changes(name: String!');
    head = edit(head, 'sources/online-retail.graphql', '  Country: String!', '  Land: String!');
    const changes = compareContracts(readContract(base), readContract(head));
    ({ places } = await findImpact({ root, base, head, changes }));
  }, 180_000);

  /** Tests come and go: what is shipped is listed here. */
  const broken = (coordinate: string) =>
    places
      .filter(
        ({ kind, breaks, coordinates }) => kind !== 'test' && breaks && coordinates.includes(coordinate),
      )
      .map((place) => `${place.project} ${place.kind} ${place.file.split('/').at(-1)} ${wordAt(place)}`);

  it('a field that is removed: who asks for it, who shows it, who answers it', () => {
    // Not the resolver: the compiler tells one thing that is wrong with an object, and that is its state here.
    expect(broken('DatasetStatus.lastDate')).toEqual([
      'api operation graphiql-routes.ts lastDate',
      'nuxt-dashboard vue FreshnessLine.vue lastDate',
      'nuxt-dashboard vue FreshnessLine.vue lastDate',
      'nuxt-dashboard operation hub.graphql lastDate',
      'gatsby-source-datahub operation status.graphql lastDate',
    ]);
  });

  it('a value of an enum that is removed: who compares with it, in templates as well', () => {
    expect(broken('DatasetState.DEGRADED')).toEqual([
      'api resolver hub-resolvers.ts state',
      'nuxt-dashboard vue index.vue frame?.status.state',
      'gatsby-source-datahub typescript source-nodes.ts status.state',
    ]);
  });

  it('an argument that is renamed: who gives it, in strings as well, and who reads it', () => {
    expect(broken('Query.changes(dataset:)')).toEqual([
      'api resolver changes-resolver.ts dataset',
      'gatsby-reports operation digest-check.tsx changes',
      'gatsby-reports operation digest-check.tsx dataset',
      'gatsby-source-datahub operation partitions.graphql changes',
      'gatsby-source-datahub operation partitions.graphql dataset',
      'gatsby-source-datahub typescript read-partitions.ts dataset',
    ]);
  });

  it('a field of raw records that is renamed: the SELECT that reads it', () => {
    expect(broken('RetailLine.Country')).toEqual(['contract source sql online-retail.sql Country']);
  });

  it('says of what reads an answer which operation asks for it', () => {
    const shown = places.find(({ file }) => file.endsWith('FreshnessLine.vue'));
    expect(shown?.reason).toMatch(
      /^reads what apps\/nuxt-dashboard\/server\/graphql\/hub\.graphql:\d+:7 asked for$/,
    );
  });

  it('belongs to one of the four, each place', () => {
    expect(places.filter(({ coordinates }) => coordinates.length !== 1)).toEqual([]);
  });

  it('is sorted, and names each place once', () => {
    const keys = places.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
    expect(new Set(keys).size).toBe(keys.length);
    const files = places.map(({ file }) => file);
    expect(files).toEqual(files.toSorted());
  });
});
