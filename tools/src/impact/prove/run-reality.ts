import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import type { Consumer } from '../workspace/find-consumers.ts';

/** `path/from/root:line:column`, as a real tool said it. */
export type SeenPlace = string;

/** Libraries whose `dist` others are checked against, in the order of their needs. */
const BUILT = ['contract', 'lake', 'charts', 'api', 'pipeline', 'rebuild-hook'] as const;
const LIBRARIES: Readonly<Record<(typeof BUILT)[number], string>> = {
  contract: 'libs/contract',
  lake: 'libs/lake',
  charts: 'libs/charts',
  api: 'apps/api',
  pipeline: 'apps/pipeline',
  'rebuild-hook': 'apps/rebuild-hook',
};

/** Runs a project's own codegen. What it refuses to generate from is where its operations are wrong. */
export async function runRealCodegen(root: string, { folder }: Consumer): Promise<SeenPlace[]> {
  const { all, exitCode } = await runScript(root, folder, 'codegen');
  if (exitCode === 0) return [];
  return placesIn(all, /(\S+?[.]graphql):(\d+):(\d+)/g, root, folder);
}

/** Builds what other projects are checked against. A library that has errors is built all the same. */
export async function buildLibraries(root: string): Promise<void> {
  for (const name of BUILT) {
    const cwd = join(root, LIBRARIES[name]);
    await execa('tsc', ['-p', 'tsconfig.build.json', '--noEmitOnError', 'false', ...incremental('build')], {
      cwd,
      preferLocal: true,
      localDir: root,
      reject: false,
    });
    // The pipeline's parser is WebAssembly in part.
    if (existsSync(join(cwd, 'asconfig.json'))) {
      await execa('asc', ['--config', 'asconfig.json'], { cwd, preferLocal: true, localDir: root });
    }
  }
}

/** Runs a project's own type check. */
export async function runRealTypecheck(root: string, { folder, needs }: Consumer): Promise<SeenPlace[]> {
  const cwd = join(root, folder);
  if (needs.includes('nuxt')) {
    if (!existsSync(join(cwd, '.nuxt'))) await runScript(root, folder, 'nuxt-prepare');
    const { all } = await runScript(root, folder, 'typecheck');
    return placesIn(all, ERROR, root, folder);
  }
  if (!existsSync(join(cwd, 'tsconfig.json'))) return [];
  const { all } = await execa('tsc', ['-p', 'tsconfig.json', ...incremental('check')], {
    cwd,
    preferLocal: true,
    localDir: root,
    reject: false,
    all: true,
  });
  return placesIn(all, ERROR, root, folder);
}

/** Runs a publish of a source, as far as the check of its SELECT. The pipeline names the file. */
export async function runRealPublish(root: string, source: string, input: string): Promise<string[]> {
  const lake = join(root, 'tmp', 'proof-lake');
  await rm(lake, { recursive: true, force: true });
  const main = join(root, 'apps/pipeline/bin/datahub.mjs');
  const { all } = await execa(
    process.execPath,
    [main, 'publish', '--lake', `file:${lake}`, '--source', source, '--input', input, '--date', '2010-12-01'],
    { cwd: root, reject: false, all: true },
  );
  return [...new Set([...all.matchAll(/\S+\.sql/g)].map(([file]) => file.replace(/^.*schema\//, '')))];
}

const ERROR = /^(\S.*?)\((\d+),(\d+)\): error TS\d+/gm;

/** Real `tsc`, which keeps what it found out, so that the next change takes less. */
function incremental(name: string): string[] {
  return ['--incremental', '--tsBuildInfoFile', `tmp/${name}.tsbuildinfo`];
}

async function runScript(root: string, folder: string, script: string) {
  const { all = '', exitCode } = await execa('npm', ['run', '--silent', script], {
    cwd: join(root, folder),
    reject: false,
    all: true,
    env: { CI: '1', NO_COLOR: '1', FORCE_COLOR: '0', NUXT_TELEMETRY_DISABLED: '1' },
  });
  return { all, exitCode };
}

function placesIn(text: string, pattern: RegExp, root: string, folder: string): SeenPlace[] {
  return (
    [...text.matchAll(pattern)]
      .map(([, file = '', line, column]) => {
        const path = file.startsWith('/') ? relative(root, file) : join(folder, file);
        return `${path.replaceAll('\\', '/')}:${line}:${column}`;
      })
      // What belongs to another project is that project's to tell.
      .filter((place) => place.startsWith(`${folder}/`))
  );
}
