import type { Tried } from './try-mutation.ts';

/** Markdown: for each kind of step, which checks really went red, and how often. */
export function writeTable(tried: readonly Tried[]): string {
  const rows = new Map<
    string,
    { readonly operator: string; readonly red: string; readonly verdict: string; count: number }
  >();
  for (const { judged, checks } of tried) {
    const red =
      checks
        .filter((check) => check.red)
        .map(({ check }) => check)
        .join(', ') || 'none';
    const { operator } = judged.mutation;
    const key = [operator, judged.verdict, red].join('|');
    const row = rows.get(key) ?? { operator, red, verdict: judged.verdict, count: 0 };
    row.count++;
    rows.set(key, row);
  }
  return [
    '| step | verdict | how often | red |',
    '| --- | --- | ---: | --- |',
    ...[...rows.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { operator, verdict, count, red }]) => `| ${operator} | ${verdict} | ${count} | ${red} |`),
    '',
  ].join('\n');
}
