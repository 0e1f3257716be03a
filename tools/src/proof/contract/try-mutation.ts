import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SchemaFile } from '@datahub/contract/compile';
import { SCHEMA_FOLDER } from '../../contract-check/read-revision.ts';
import type { Judged } from '../../contract-mutate/judge-mutation.ts';
import { applyEdits } from '../../contract-mutate/mutation.ts';
import { type Checked, type CheckName, runCheck } from './run-check.ts';

/** Checks of those who read, for changes that programs feel. */
const CONSUMERS: readonly CheckName[] = [
  'gatsby-source-datahub:codegen',
  'nuxt-dashboard:codegen',
  'api:typecheck',
];

/** What really went red over a mutation. */
export interface Tried {
  readonly judged: Judged;
  readonly checks: readonly Checked[];
}

/** How far a mutation is followed. */
export type Thoroughness =
  /** Every check that it may concern. */
  | 'all'
  /** Consumers until the first of them is red: enough to know that it is stopped. */
  | 'first red';

/**
 * Applies a mutation to a copy of the workspace, regenerates, and runs the checks. The SDL is put back afterwards; what was
 * generated is made anew by the next one.
 */
export async function tryMutation(
  copy: string,
  files: readonly SchemaFile[],
  judged: Judged,
  thoroughness: Thoroughness = 'all',
): Promise<Tried> {
  await writeSchema(copy, applyEdits(files, judged.mutation.edits));
  try {
    const codegen = await runCheck(copy, 'contract:codegen');
    if (codegen.red) return { judged, checks: [codegen] };
    const check = await runCheck(copy, 'contract:check');
    const concerned = judged.verdicts.code === 'forbidden' ? CONSUMERS : [];
    return { judged, checks: [codegen, check, ...(await runConsumers(copy, concerned, thoroughness))] };
  } finally {
    await writeSchema(copy, files);
  }
}

async function runConsumers(
  copy: string,
  names: readonly CheckName[],
  thoroughness: Thoroughness,
): Promise<Checked[]> {
  if (thoroughness === 'all') return Promise.all(names.map((name) => runCheck(copy, name)));
  const checks: Checked[] = [];
  for (const name of names) {
    checks.push(await runCheck(copy, name));
    if (checks.at(-1)?.red) break;
  }
  return checks;
}

async function writeSchema(copy: string, files: readonly SchemaFile[]): Promise<void> {
  for (const { path, text } of files) {
    const target = join(copy, SCHEMA_FOLDER, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
