import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContract } from '../../src/contract-check/check-contract.ts';
import { printAnnotations } from '../../src/contract-check/print-annotations.ts';
import { COMMENT_MARK, printMarkdown } from '../../src/contract-check/print-markdown.ts';
import { printTerminal } from '../../src/contract-check/print-terminal.ts';
import type { CheckReport } from '../../src/contract-check/report.ts';
import { type ScratchRepository, scratchRepository } from './scratch-repository.ts';

let repository: ScratchRepository;
beforeEach(async () => {
  repository = await scratchRepository();
});
afterEach(() => repository.remove());

const now = new Date('2026-03-31T12:00:00Z');
interface Options {
  base?: string;
  usage?: string;
  labels?: readonly string[] | null;
  impact?: boolean;
}
const check = (options: Options = {}) =>
  checkContract({ root: repository.root, base: 'HEAD', labels: null, now, impact: true, ...options });

const outcomes = ({ changes }: CheckReport) =>
  changes.map(({ rule, coordinate, outcome }) => [rule, coordinate, outcome]);

describe('what is compared', () => {
  it('is the working tree, edits that are not committed included', async () => {
    expect((await check()).outcome).toBe('safe');
    await repository.edit('api.graphql', '  open: Boolean\n', '');
    expect(outcomes(await check())).toEqual([['field-removed', 'Shop.open', 'forbidden']]);
  });

  it('is any revision', async () => {
    await repository.edit('api.graphql', 'open: Boolean', 'open: Boolean\n  phone: String');
    await repository.commit();
    expect(outcomes(await check())).toEqual([]);
    expect(outcomes(await check({ base: 'HEAD~1' }))).toEqual([['field-added', 'Shop.phone', 'safe']]);
  });

  it('must be a revision that git knows, and that has a contract', async () => {
    await expect(check({ base: 'nowhere' })).rejects.toThrow('git does not know the revision "nowhere"');
  });

  it('must compile: every problem is named with file, line and column', async () => {
    await repository.edit('datasets/orders.graphql', 'of: "seconds"', 'of: "minutes"');
    await expect(check()).rejects.toThrow(
      'libs/contract/schema/datasets/orders.graphql:10:3 @measure(of: "minutes"): Sale has no field minutes.',
    );
  });
});

describe('approval', () => {
  const reason = 'Old tills may send nothing here. The shop dashboard shows a dash for it since March.';

  beforeEach(() => repository.edit('api.graphql', 'sort: [Sort!] = []', 'sort: [Sort!] = [UP]'));

  it('is asked for, with the lines that the reason file needs', async () => {
    const report = await check();
    expect(report.outcome).toBe('approval');
    expect(report.missing).toEqual([
      'A file libs/contract/approvals/<what>.md that gives the reason, with these lines:\n- argument-default-changed Query.orders(sort:)',
    ]);
  });

  it('is a reason file, and on a pull request a label too', async () => {
    await repository.write(
      'libs/contract/approvals/sort.md',
      `# Sort\n\n- argument-default-changed Query.orders(sort:)\n\n${reason}\n`,
    );
    expect((await check()).outcome).toBe('approved');
    const unlabelled = await check({ labels: ['bug'] });
    expect(unlabelled.outcome).toBe('approval');
    expect(unlabelled.missing).toEqual(['The label contract-approved on the pull request.']);
    const labelled = await check({ labels: ['bug', 'contract-approved'] });
    expect(labelled.outcome).toBe('approved');
    expect(labelled.changes[0]?.approvedBy).toBe('libs/contract/approvals/sort.md');
  });

  it('is not the label alone', async () => {
    expect((await check({ labels: ['contract-approved'] })).outcome).toBe('approval');
  });

  it('is not a file without a reason', async () => {
    await repository.write(
      'libs/contract/approvals/sort.md',
      '- argument-default-changed Query.orders(sort:)\n',
    );
    const report = await check();
    expect(report.outcome).toBe('approval');
    expect(report.problems).toEqual([
      { file: 'libs/contract/approvals/sort.md', problem: expect.stringContaining('gives no reason') },
    ]);
  });

  it('is not a reason that was there before: it spoke of another change', async () => {
    await repository.edit('api.graphql', 'sort: [Sort!] = [UP]', 'sort: [Sort!] = []');
    await repository.write(
      'libs/contract/approvals/sort.md',
      `- argument-default-changed Query.orders(sort:)\n\n${reason}\n`,
    );
    await repository.commit();
    await repository.edit('api.graphql', 'sort: [Sort!] = []', 'sort: [Sort!] = [DOWN]');
    expect((await check()).outcome).toBe('approval');
  });

  it('is not an old line in a file that was touched, nor one that nobody sees', async () => {
    const line = '- argument-default-changed Query.orders(sort:)';
    await repository.edit('api.graphql', 'sort: [Sort!] = [UP]', 'sort: [Sort!] = []');
    await repository.write('libs/contract/approvals/sort.md', `${line}\n\n${reason}\n`);
    await repository.commit();
    await repository.edit('api.graphql', 'sort: [Sort!] = []', 'sort: [Sort!] = [DOWN]');
    await repository.write('libs/contract/approvals/sort.md', `${line}\n\n${reason} Really.\n`);
    expect((await check()).outcome).toBe('approval');
    await repository.write('libs/contract/approvals/more.md', `<!--\n${line}\n-->\n${reason}\n`);
    expect((await check()).outcome).toBe('approval');
    await repository.write('libs/contract/approvals/more.md', `${line}\n\n${reason}\n`);
    expect((await check()).outcome).toBe('approved');
  });

  it('never lifts what is forbidden', async () => {
    await repository.edit('api.graphql', '  open: Boolean\n', '');
    await repository.write(
      'libs/contract/approvals/all.md',
      `- argument-default-changed Query.orders(sort:)\n- field-removed Shop.open\n\n${reason}\n`,
    );
    expect((await check({ labels: ['contract-approved'] })).outcome).toBe('forbidden');
  });
});

describe('a removal', () => {
  const usage = (from: string, entries: object[], to = '2026-03-31T11:59:00Z') =>
    repository.write('usage.json', JSON.stringify({ from, to, entries }));
  const removeAfter = async (sunset: string) => {
    await repository.edit('api.graphql', 'open: Boolean', `open: Boolean @sunset(after: "${sunset}")`);
    await repository.commit();
    await repository.edit('api.graphql', `  open: Boolean @sunset(after: "${sunset}")\n`, '');
  };
  const checkWithUsage = (options: Options = {}) =>
    check({ usage: `${repository.root}/usage.json`, ...options });

  it('needs approval after its sunset, where nobody was seen to use it', async () => {
    await removeAfter('2026-03-01');
    await usage('2026-01-01T00:00:00Z', [
      { coordinate: 'Shop.name', client: 'site', count: 5, lastSeen: '2026-03-30T00:00:00Z' },
      { coordinate: 'Shop.open', client: 'site', count: 9, lastSeen: '2026-02-01T00:00:00Z' },
    ]);
    const report = await checkWithUsage();
    expect(outcomes(report)).toEqual([['field-removed', 'Shop.open', 'approval']]);
    expect(report.changes[0]?.why).toBe(
      'Its sunset was 2026-03-01, nothing in the repository needs it, and nobody asked for it in 30 days.',
    );
  });

  it.each([
    ['no sunset', '', '2026-01-01T00:00:00Z', 'it was never given a @sunset'],
    ['a sunset to come', '2026-04-01', '2026-01-01T00:00:00Z', 'its @sunset is 2026-04-01'],
    [
      'figures of too few days',
      '2026-03-01',
      '2026-03-15T00:00:00Z',
      'there are no figures of its use over 30 days',
    ],
  ])('is forbidden with %s', async (_, sunset, from, why) => {
    if (sunset === '') await repository.edit('api.graphql', '  open: Boolean\n', '');
    else await removeAfter(sunset);
    await usage(from, []);
    const [change] = (await checkWithUsage()).changes;
    expect(change).toMatchObject({ outcome: 'forbidden', why: expect.stringContaining(why) });
  });

  it('is forbidden where somebody used it, and without figures', async () => {
    await removeAfter('2026-03-01');
    await usage('2026-01-01T00:00:00Z', [
      { coordinate: 'Shop.open', client: 'site', count: 3, lastSeen: '2026-03-20T00:00:00Z' },
    ]);
    expect((await checkWithUsage()).changes[0]?.why).toContain('it was asked for within 30 days');
    expect((await check()).changes[0]).toMatchObject({
      outcome: 'forbidden',
      why: expect.stringContaining('no figures'),
    });
  });

  it('is forbidden by figures that ended long ago', async () => {
    await removeAfter('2026-03-01');
    await usage('2026-01-01T00:00:00Z', [], '2026-03-20T00:00:00Z');
    expect((await checkWithUsage()).changes[0]?.why).toContain('there are no figures of its use');
  });

  it('is forbidden where nobody looked who needs it', async () => {
    await removeAfter('2026-03-01');
    await usage('2026-01-01T00:00:00Z', []);
    const report = await checkWithUsage({ impact: false });
    expect(report.changes[0]).toMatchObject({
      outcome: 'forbidden',
      why: expect.stringContaining('nobody looked'),
    });
    expect(printTerminal(report, false)).not.toContain('no consumer');
  });

  it('says what is wrong with figures that cannot be read, where something is judged by them', async () => {
    const nowhere = { usage: `${repository.root}/none.json` };
    expect((await check(nowhere)).outcome).toBe('safe');
    await removeAfter('2026-03-01');
    await expect(check(nowhere)).rejects.toThrow('Usage figures could not be read from');
    await repository.write('usage.json', '{"from": 1}');
    await expect(checkWithUsage()).rejects.toThrow('holds no usage figures');
  });

  it('is announced at least 30 days before', async () => {
    await repository.edit('api.graphql', 'open: Boolean', 'open: Boolean @sunset(after: "2026-04-20")');
    expect(outcomes(await check())).toEqual([['sunset-too-near', 'Shop.open', 'approval']]);
    await repository.edit('api.graphql', '2026-04-20', '2026-04-30');
    expect(outcomes(await check())).toEqual([['sunset-set', 'Shop.open', 'safe']]);
  });
});

describe('what is printed', () => {
  const report = async () => {
    await repository.edit('api.graphql', '  open: Boolean\n', '');
    return check();
  };

  it('is plain in a pipe: no colour', async () => {
    const text = printTerminal(await report(), false);
    expect(text).toContain('✗ forbidden  Shop.open  field-removed  libs/contract/schema/api.graphql:31:3');
    expect(text).toContain('no consumer');
    expect(text).toContain('1 forbidden.');
    expect(text).not.toContain('\u001b');
    expect(printTerminal(await check(), true)).toContain('\u001b');
  });

  it('is an annotation at the line', async () => {
    expect(printAnnotations(await report())[0]).toMatch(
      /^::error file=libs\/contract\/schema\/api\.graphql,line=31,col=3,title=field-removed Shop\.open::Shop\.open is gone\. /,
    );
  });

  it('is a comment that can be found again', async () => {
    const text = printMarkdown(await report());
    expect(text.startsWith(COMMENT_MARK)).toBe(true);
    expect(text).toContain('### Forbidden\n\n**`Shop.open`** Shop.open is gone.');
  });
});
