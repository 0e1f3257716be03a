import { isCodedError } from '@datahub/contract';
import {
  type ContractChange,
  compareContracts,
  compareHistory,
  type ReadContract,
  readContract,
} from '@datahub/contract/compare';
import type { SchemaFile } from '@datahub/contract/compile';
import { UserError } from '../process/user-error.ts';
import { chooseBase } from './choose-base.ts';
import { APPROVALS_FOLDER, readApprovals } from './find-approvals.ts';
import { findPlaces } from './find-places.ts';
import { judgeChanges } from './judge-changes.ts';
import { type History, readHistory } from './read-history.ts';
import {
  addedLines,
  readRevision,
  readWorkingTree,
  resolveRevision,
  SCHEMA_FOLDER,
} from './read-revision.ts';
import { readUsage } from './read-usage.ts';
import type { CheckReport } from './report.ts';

export interface CheckOptions {
  /** Of the repository. */
  readonly root: string;
  /** Default: where the branch left main. */
  readonly base?: string | undefined;
  /** A file or an address. */
  readonly usage?: string | undefined;
  /** Of the pull request; null where there is none. */
  readonly labels: readonly string[] | null;
  readonly now: Date;
  /** False: verdicts alone, without whom the changes break. */
  readonly impact: boolean;
  /** Told what is done, for whoever waits. */
  readonly onStep?: (step: string) => void;
}

/**
 * Compares the contract of the working tree with a revision, finds whom each change breaks, and says whether it may be made.
 * @throws UserError
 */
export async function checkContract(options: CheckOptions): Promise<CheckReport> {
  const started = performance.now();
  const { root } = options;
  const revision = options.base ?? (await chooseBase(root));
  const commit = await resolveRevision(root, revision);
  const [baseFiles, headFiles] = await Promise.all([readRevision(root, commit), readWorkingTree(root)]);
  if (baseFiles.length === 0) {
    throw new UserError(
      `${revision} has no contract: there is nothing below ${SCHEMA_FOLDER}. Name a later one with --base.`,
      2,
    );
  }
  const today = options.now.toISOString().slice(0, 10);
  const base = compile(baseFiles, `The contract of ${revision} does not compile today`);
  const head = compile(headFiles, 'The contract does not compile');
  const changes = withHistory(compareContracts(base, head), head, await readHistory(root, commit));
  const places = options.impact
    ? await findPlaces({ root, base: baseFiles, head: headFiles, changes, onStep: options.onStep })
    : null;
  const approvals = await readApprovals(root, await addedLines(root, commit, APPROVALS_FOLDER));
  const report = judgeChanges({
    base: { revision, commit },
    changes,
    placesOf:
      places && (({ coordinate }) => places.filter(({ coordinates }) => coordinates.includes(coordinate))),
    // Only what goes is judged by it: an API that cannot be reached stops nobody else.
    usesOf: await readUsage(changes.some(isRemoval) ? options.usage : undefined, today),
    approvals,
    labels: options.labels,
    today,
  });
  return { ...report, seconds: (performance.now() - started) / 1000 };
}

function isRemoval({ sunset, verdict }: ContractChange): boolean {
  return sunset !== undefined && verdict === 'forbidden';
}

/** What the history says of a name outweighs that it is new. */
function withHistory(
  changes: readonly ContractChange[],
  head: ReadContract,
  { lock, rewritten }: History,
): ContractChange[] {
  const history = compareHistory(head, changes, lock);
  const again = new Set(
    history.filter(({ rule }) => rule === 'name-used-again').map(({ coordinate }) => coordinate),
  );
  const kept = changes.filter(({ rule, coordinate }) => !(again.has(coordinate) && rule.includes('-added')));
  return [...history, ...kept, ...(rewritten === null ? [] : [rewritten])];
}

function compile(files: readonly SchemaFile[], what: string): ReadContract {
  try {
    return readContract(files);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    const { list } = error.details as { list: readonly { at: string; problem: string }[] };
    const lines = list.map(({ at, problem }) => `  ${SCHEMA_FOLDER}/${at} ${problem}`);
    throw new UserError(`${what}:\n${lines.join('\n')}`, 65, error);
  }
}
