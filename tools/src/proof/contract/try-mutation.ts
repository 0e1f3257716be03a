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

/**
 * Applies a mutation to a copy of the workspace, regenerates, and runs the checks. The SDL is put back afterwards; what was
 * generated is made anew by the next one.
 */
export async function tryMutation(
  copy: string,
  files: readonly SchemaFile[],
  judged: Judged,
): Promise<Tried> {
  await writeSchema(copy, applyEdits(files, judged.mutation.edits));
  try {
    const codegen = await runCheck(copy, 'contract:codegen');
    if (codegen.red) return { judged, checks: [codegen] };
    const check = await runCheck(copy, 'contract:check');
    if (judged.verdicts.code !== 'forbidden') return { judged, checks: [codegen, check] };
    const consumers = await Promise.all(CONSUMERS.map((name) => runCheck(copy, name)));
    return { judged, checks: [codegen, check, ...consumers] };
  } finally {
    await writeSchema(copy, files);
  }
}

async function writeSchema(copy: string, files: readonly SchemaFile[]): Promise<void> {
  for (const { path, text } of files) {
    const target = join(copy, SCHEMA_FOLDER, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
