import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractChange } from '@datahub/contract/compare';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPythonMentions } from '../../src/impact/sources/find-python-mentions.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'datahub-python-'));
  await mkdir(join(root, 'apps/spark/tests'), { recursive: true });
  await writeFile(
    join(root, 'apps/spark/job.py'),
    'COLUMN = "total_revenue"\nrows = frame["total_revenue__sum"]  # total_revenue\n',
  );
  await writeFile(join(root, 'apps/spark/tests/test_job.py'), "assert row['total_revenue'] == 1\n");
});

afterEach(() => rm(root, { recursive: true, force: true }));

const change = (verdict: ContractChange['verdict']) =>
  ({ coordinate: 'Metric.total_revenue', verdict, message: 'It goes.' }) as ContractChange;

describe('a Python program that names a column', () => {
  it('may break, where the column is a text of its own', async () => {
    const places = await findPythonMentions(root, [change('forbidden')]);
    expect(
      places.map(({ file, line, column, kind, breaks }) => [`${file}:${line}:${column}`, kind, breaks]),
    ).toEqual([
      ['apps/spark/job.py:1:10', 'spark', false],
      ['apps/spark/tests/test_job.py:1:12', 'test', false],
    ]);
  });

  it('has nothing to fear of what is safe', async () => {
    expect(await findPythonMentions(root, [change('safe')])).toEqual([]);
  });
});
