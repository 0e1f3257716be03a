import type { SuiteContext } from '../suite-context.ts';
import { type Counts, noCounts, oneFailure, sumCounts } from '../suite-result.ts';
import { prepareChromium } from './prepare-chromium.ts';
import { prepareJava } from './prepare-java.ts';
import { preparePython } from './prepare-python.ts';

/** Gets everything that tests need besides npm packages. Each counts as one test. */
export async function prepareMachine({ logFile, onTask }: SuiteContext): Promise<Counts> {
  const counts: Counts[] = [];
  for (const prepare of [preparePython, prepareJava, prepareChromium]) {
    const problem = await prepare({ logFile, say: onTask });
    counts.push(problem === null ? { ...noCounts, passed: 1 } : oneFailure(problem));
  }
  return sumCounts(counts);
}
