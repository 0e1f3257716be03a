import { round } from './xml.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Path data of straight lines through the points of each run; a lone point becomes nothing. */
export function linePath(runs: readonly (readonly Place[])[]): string {
  return runs
    .filter((run) => run.length > 1)
    .map((run) => `M${run.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}`)
    .join('');
}

/** As {@link linePath}, closed down (or up) to the level of zero. */
export function areaPath(runs: readonly (readonly Place[])[], zeroY: number): string {
  return runs
    .filter((run) => run.length > 1)
    .map((run) => `${linePath([run])}V${round(zeroY)}H${round(run[0]!.x)}Z`)
    .join('');
}
