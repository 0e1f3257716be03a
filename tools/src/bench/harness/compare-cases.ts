import { type Case, type Measurement, measureProgram } from './measure-program.ts';

/** What one case cost over all rounds, against the case that all are compared with. */
export interface Comparison {
  readonly name: string;
  /** Median. */
  readonly seconds: number;
  /** Largest of all rounds. */
  readonly peakMiB: number | null;
  /** Median, smallest and largest of the rounds' own ratios: a busy minute hits both sides of one. */
  readonly ratio: { readonly median: number; readonly min: number; readonly max: number };
}

/**
 * Runs all cases in turn, round by round, so that each ratio comes from neighbours in time.
 *
 * @param baseline name of the case that is 1.
 */
export async function compareCases(
  cases: readonly Case[],
  baseline: string,
  rounds: number,
  onRun: (measurement: Measurement, round: number) => void,
): Promise<Comparison[]> {
  const runs: Measurement[][] = [];
  for (let round = 0; round < rounds; round++) {
    const measured: Measurement[] = [];
    // Every second round backwards: nobody always runs on the cache that the same neighbour warmed.
    for (const one of round % 2 === 0 ? cases : cases.toReversed()) {
      const measurement = await measureProgram(one);
      onRun(measurement, round);
      measured.push(measurement);
    }
    runs.push(measured);
  }
  return cases.map(({ name }) => summarize(name, baseline, runs));
}

function summarize(name: string, baseline: string, runs: readonly Measurement[][]): Comparison {
  const of = (round: readonly Measurement[], wanted: string) => round.find((run) => run.name === wanted)!;
  const own = runs.map((round) => of(round, name));
  const ratios = runs.map((round) => of(round, name).seconds / of(round, baseline).seconds);
  const peaks = own.map((run) => run.peakMiB).filter((peak) => peak !== null);
  return {
    name,
    seconds: median(own.map((run) => run.seconds)),
    peakMiB: peaks.length > 0 ? Math.max(...peaks) : null,
    ratio: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
  };
}

/** @param values at least one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
