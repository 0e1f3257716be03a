import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../.dependency-cruiser.cjs';
import { inRoot } from '../src/workspace/root.ts';

/** A workspace in small: each project as it is linked, with a built entry and what it declares. */
const projects: Record<string, { readonly name: string; readonly dependencies: readonly string[] }> = {
  'libs/contract': { name: '@datahub/contract', dependencies: [] },
  'libs/charts': { name: '@datahub/charts', dependencies: [] },
  'libs/lake': { name: '@datahub/lake', dependencies: ['@datahub/contract', '@aws-sdk/client-s3'] },
  'libs/gatsby-source-datahub': { name: 'gatsby-source-datahub', dependencies: ['@datahub/contract'] },
  'apps/pipeline': {
    name: '@datahub/pipeline',
    dependencies: ['@datahub/contract', '@datahub/lake', '@duckdb/node-api'],
  },
  'apps/api': {
    name: '@datahub/api',
    dependencies: ['@datahub/contract', '@datahub/lake', '@duckdb/node-api'],
  },
  'apps/rebuild-hook': {
    name: '@datahub/rebuild-hook',
    dependencies: ['@datahub/contract', '@datahub/lake'],
  },
  'apps/gatsby-reports': {
    name: '@datahub/gatsby-reports',
    dependencies: ['@datahub/contract', '@datahub/charts', 'gatsby-source-datahub'],
  },
  'apps/nuxt-dashboard': {
    name: '@datahub/nuxt-dashboard',
    dependencies: ['@datahub/contract', '@datahub/charts'],
  },
  tools: { name: '@datahub/tools', dependencies: ['@datahub/api', '@datahub/lake'] },
};

const fromRegistry = ['@duckdb/node-api', '@aws-sdk/client-s3', 'left-out'];

const forbidden: readonly (readonly [folder: string, specifier: string, rules: readonly string[]])[] = [
  ['libs/contract', '@datahub/lake', ['direction-of-contract']],
  ['libs/charts', '@datahub/contract', ['direction-of-charts']],
  ['libs/lake', '@datahub/pipeline', ['direction-of-lake']],
  ['libs/gatsby-source-datahub', '@datahub/charts', ['direction-of-gatsby-source-datahub']],
  ['apps/pipeline', '@datahub/api', ['direction-of-pipeline']],
  ['apps/pipeline-spark', '@datahub/lake', ['direction-of-pipeline-spark']],
  ['apps/api', '@datahub/pipeline', ['direction-of-api']],
  ['apps/api', '@datahub/tools', ['direction-of-api']],
  ['apps/rebuild-hook', '@datahub/charts', ['direction-of-rebuild-hook']],
  ['apps/gatsby-reports', '@datahub/api', ['direction-of-gatsby-reports']],
  ['apps/nuxt-dashboard', 'gatsby-source-datahub', ['direction-of-nuxt-dashboard']],
  ['apps/gatsby-reports', '@datahub/lake', ['consumers-ask-over-http', 'direction-of-gatsby-reports']],
  ['apps/nuxt-dashboard', '@duckdb/node-api', ['consumers-ask-over-http', 'declared-in-package-json']],
  [
    'libs/gatsby-source-datahub',
    '@aws-sdk/client-s3',
    ['consumers-ask-over-http', 'declared-in-package-json'],
  ],
  ['apps/nuxt-dashboard', '../../../libs/contract/src/inside.ts', ['through-the-front-door']],
  [
    'apps/nuxt-dashboard',
    '~/../../api/src/inside.ts',
    ['direction-of-nuxt-dashboard', 'through-the-front-door'],
  ],
  ['apps/api', './nowhere.ts', ['no-unresolvable']],
  ['apps/api', 'left-out', ['declared-in-package-json']],
  ['apps/newcomer', '@datahub/contract', ['project-without-direction']],
];

const allowed: readonly (readonly [folder: string, specifier: string])[] = [
  ['libs/lake', '@datahub/contract'],
  ['libs/lake', '@aws-sdk/client-s3'],
  ['apps/pipeline', '@datahub/lake'],
  ['apps/api', '@duckdb/node-api'],
  ['apps/rebuild-hook', '@datahub/lake'],
  ['apps/gatsby-reports', 'gatsby-source-datahub'],
  ['apps/nuxt-dashboard', '@datahub/charts'],
  ['tools', '@datahub/api'],
  ['apps/nuxt-dashboard', '~/inside.ts'],
  ['apps/nuxt-dashboard', '#shared/inside.ts'],
  ['apps/nuxt-dashboard', '#app'],
];

const kinds = ['ts', 'tsx', 'vue', 'mjs'] as const;

let scratch: string;
/** The rules that each file breaks. */
let brokenRules: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'datahub-boundaries-'));
  await write('package.json', JSON.stringify({ name: 'scratch', private: true, type: 'module' }));
  for (const name of fromRegistry) {
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  for (const [folder, { name, dependencies }] of Object.entries(projects)) {
    await writeProject(folder, name, dependencies);
  }
  for (const path of ['apps/nuxt-dashboard/app/inside.ts', 'apps/nuxt-dashboard/shared/inside.ts']) {
    await write(path, 'export const value = 1;');
  }
  // The rules as they are, at the place they have in the workspace.
  await cp(inRoot('.dependency-cruiser.cjs'), join(scratch, '.dependency-cruiser.cjs'));
  await cp(inRoot('tools/src/boundaries'), join(scratch, 'tools/src/boundaries'), { recursive: true });
  for (const [folder, specifier] of [...forbidden, ...allowed]) {
    for (const kind of kinds) await write(probe(folder, specifier, kind), statement(kind, specifier));
  }
  await write(
    'apps/pipeline/src/type.ts',
    "import type { value } from '@datahub/api';\nexport type Value = typeof value;\n",
  );
  await write('libs/lake/src/a.ts', "import { b } from './b.ts';\nexport const a = () => b;\n");
  await write('libs/lake/src/b.ts', "import { a } from './a.ts';\nexport const b = () => a;\n");
  brokenRules = await cruise();
}, 60_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('boundaries', () => {
  it.each(forbidden)('%s may not import %s, in any kind of file', (folder, specifier, rules) => {
    for (const kind of kinds) expect(rulesBrokenBy(probe(folder, specifier, kind)), kind).toEqual(rules);
  });

  it.each(allowed)('%s may import %s', (folder, specifier) => {
    for (const kind of kinds) expect(rulesBrokenBy(probe(folder, specifier, kind)), kind).toEqual([]);
  });

  it('sees an import of a type alone', () => {
    expect(rulesBrokenBy('apps/pipeline/src/type.ts')).toEqual(['direction-of-pipeline']);
  });

  it('sees a cycle', () => {
    expect(rulesBrokenBy('libs/lake/src/a.ts')).toEqual(['no-cycles']);
  });

  it('has a probe for every rule', () => {
    const rules = (config.forbidden ?? []).map(({ name }) => name).sort();
    expect(rules.length).toBeGreaterThan(10);
    expect([...new Set([...brokenRules.values()].flat())].sort()).toEqual(rules);
  });
});

function probe(folder: string, specifier: string, kind: string): string {
  return `${folder}/src/probe-${specifier.replaceAll(/[^a-z0-9]+/g, '-')}-${kind}.${kind}`;
}

function statement(kind: (typeof kinds)[number], specifier: string): string {
  const line = `import { value } from '${specifier}';\nconsole.log(value);`;
  return kind === 'vue'
    ? `<script setup lang="ts">\n${line}\n</script>\n\n<template><p>{{ value }}</p></template>\n`
    : `${line}\n`;
}

function rulesBrokenBy(path: string): readonly string[] {
  return brokenRules.get(path) ?? [];
}

async function cruise(): Promise<ReadonlyMap<string, readonly string[]>> {
  const cli = inRoot('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [cli, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs', 'tools'];
  const { stdout } = await execa(process.execPath, args, { cwd: scratch, reject: false });
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  const byFile = new Map<string, string[]>();
  for (const { from, rule } of summary.violations)
    byFile.set(from, [...(byFile.get(from) ?? []), rule.name].sort());
  return byFile;
}

async function writeProject(folder: string, name: string, dependencies: readonly string[]): Promise<void> {
  const manifest = {
    name,
    version: '1.0.0',
    type: 'module',
    exports: { '.': './dist/index.js', './package.json': './package.json' },
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '1.0.0'])),
  };
  await write(`${folder}/package.json`, JSON.stringify(manifest));
  await write(`${folder}/dist/index.js`, 'export const value = 1;');
  await write(`${folder}/src/inside.ts`, 'export const inside = 1;');
  const link = join(scratch, 'node_modules', name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(scratch, folder), link);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(scratch, path)), { recursive: true });
  await writeFile(join(scratch, path), text);
}
