import type { Comparison } from './compare-cases.ts';

/** A Markdown table of a comparison, as it stands in docs/BENCHMARKS.md. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ name, seconds, peakMiB, ratio }) => [
    name,
    seconds.toFixed(1),
    `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`,
    peakMiB === null ? '–' : peakMiB.toFixed(0),
  ]);
  const lines = [['case', 'seconds', 'ratio (range)', 'peak MiB'], ['---', '---:', '---:', '---:'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
