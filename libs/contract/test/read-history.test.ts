import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCK_FILE, readHistory } from '../codegen/read-history.ts';
import { type LockEntry, planLock, printLock } from '../src/lock/index.ts';

const run = promisify(execFile);

/** Contracts of one served field each. */
const entry = (field: string): LockEntry => ({ wireHash: field, datasets: {}, served: { T: [field] } });
const lockOf = (...fields: string[]) =>
  printLock({ lockVersion: 1, entries: fields.map(entry), dropped: [] });

let root: string;
let contract: string;

const git = (...args: string[]) =>
  run('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], { cwd: root });

async function commitLock(text: string): Promise<void> {
  await writeFile(join(contract, LOCK_FILE), text);
  await git('add', '-A');
  await git('commit', '-q', '-m', 'A state');
}

const history = async () => (await readHistory(contract)).map(({ wireHash }) => wireHash);

/** What codegen does with the lock. */
async function codegen(current: string): Promise<void> {
  await writeFile(
    join(contract, LOCK_FILE),
    printLock(planLock(await readHistory(contract), entry(current))),
  );
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'datahub-history-'));
  contract = join(root, 'libs/contract');
  await mkdir(contract, { recursive: true });
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** main has E0 and then A; a branch that left it at E0 has B, and is checked out. */
async function twoBranches(): Promise<void> {
  await git('init', '-q', '-b', 'main');
  await commitLock(lockOf('E0'));
  await git('switch', '-q', '-c', 'branch');
  await commitLock(lockOf('E0', 'B'));
  await git('switch', '-q', 'main');
  await commitLock(lockOf('E0', 'A'));
  await git('switch', '-q', 'branch');
}

describe('the history of the contract', () => {
  it('is what was committed, on main', async () => {
    await git('init', '-q', '-b', 'main');
    await commitLock(lockOf('E0'));
    await commitLock(lockOf('E0', 'A'));
    await writeFile(join(contract, LOCK_FILE), lockOf('E0', 'A', 'draft'));
    expect(await history()).toEqual(['E0', 'A']);
  });

  it('is what main had where the branch left it, whatever the branch has committed since', async () => {
    await twoBranches();
    await commitLock(lockOf('E0', 'B', 'C'));
    expect(await history()).toEqual(['E0']);
  });

  it('is what main has while it is merged, with all marks of a conflict in the file, and after', async () => {
    await twoBranches();
    await expect(git('merge', 'main')).rejects.toThrow();
    expect(await readFile(join(contract, LOCK_FILE), 'utf8')).toContain('<<<<<<<');
    expect(await history()).toEqual(['E0', 'A']);

    await codegen('AB');
    const merged = planLock(['E0', 'A'].map(entry), entry('AB'));
    expect(await readFile(join(contract, LOCK_FILE), 'utf8')).toBe(printLock(merged));
    // What the branch had alone went with nobody having seen it.
    expect(merged.dropped).toEqual(['T.A', 'T.E0']);
    await git('add', '-A');
    await git('commit', '-q', '-m', 'The merge');
    expect(await history()).toEqual(['E0', 'A']);
  });

  it('is what main has while the branch is merged into it', async () => {
    await twoBranches();
    await git('switch', '-q', 'main');
    await expect(git('merge', 'branch')).rejects.toThrow();
    expect(await history()).toEqual(['E0', 'A']);
  });

  it('is what main has while the branch is put on top of it', async () => {
    await twoBranches();
    await expect(git('rebase', 'main')).rejects.toThrow();
    expect(await history()).toEqual(['E0', 'A']);
  });

  it("is the remote's: commits that were not pushed are a draft", async () => {
    await git('init', '-q', '-b', 'main');
    await commitLock(lockOf('E0'));
    await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    await commitLock(lockOf('E0', 'A'));
    expect(await history()).toEqual(['E0']);
  });

  it('is what was committed where there is no main', async () => {
    await git('init', '-q', '-b', 'release');
    await commitLock(lockOf('E0', 'A'));
    expect(await history()).toEqual(['E0', 'A']);
  });

  it('goes back to the newest lock on main that can be read', async () => {
    await git('init', '-q', '-b', 'main');
    await commitLock(lockOf('E0'));
    await commitLock(`<<<<<<< ours\n${lockOf('E0', 'A')}`);
    expect(await history()).toEqual(['E0']);
  });

  it('does not mind a wrong list of dropped names on main: codegen mends it', async () => {
    await git('init', '-q', '-b', 'main');
    await commitLock(lockOf('E0', 'A'));
    await codegen('A');
    expect(await readFile(join(contract, LOCK_FILE), 'utf8')).toContain('"dropped": ["T.E0"]');
  });

  it('is empty before the first lock', async () => {
    expect(await history()).toEqual([]);
    await git('init', '-q', '-b', 'main');
    expect(await history()).toEqual([]);
    await git('commit', '-q', '--allow-empty', '-m', 'Nothing');
    expect(await history()).toEqual([]);
  });

  it('is what lies there without git, and has to be readable then', async () => {
    await writeFile(join(contract, LOCK_FILE), lockOf('E0'));
    expect(await history()).toEqual(['E0']);
    await writeFile(join(contract, LOCK_FILE), '<<<<<<<');
    await expect(readHistory(contract)).rejects.toMatchObject({ code: 'CONTRACT_LOCK_INVALID' });
  });
});
