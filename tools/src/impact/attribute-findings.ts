import type { ContractChange } from '@datahub/contract/compare';
import type { Finding, Place } from './place.ts';

/** Says of each finding which changes it comes from. */
export function attributeFindings(findings: readonly Finding[], changes: readonly ContractChange[]): Place[] {
  return findings.map(({ touches, ...finding }) => ({
    ...finding,
    coordinates: [...new Set(causesOf(new Set(touches), changes).map(({ coordinate }) => coordinate))],
  }));
}

/** By the strongest sign that speaks for any change: its coordinate, that of its field, the name of its member, that of its type. */
function causesOf(
  touches: ReadonlySet<string>,
  changes: readonly ContractChange[],
): readonly ContractChange[] {
  if (changes.length === 1) return changes;
  const signs: readonly ((change: ContractChange) => readonly string[])[] = [
    ({ coordinate, served }) => [coordinate, ...served],
    // What has to do with an argument may be told of its field.
    ({ coordinate }) => [coordinate.replace(/\(.*$/, '')],
    ({ coordinate }) => [/(\w+):?\)?$/.exec(coordinate)?.[1] ?? coordinate],
    ({ coordinate }) => [coordinate.split('.')[0] ?? coordinate],
  ];
  for (const sign of signs) {
    const speaking = changes.filter((change) => sign(change).some((name) => touches.has(name)));
    if (speaking.length > 0) return speaking;
  }
  const harmful = changes.filter(({ verdicts }) => verdicts.code !== 'safe');
  return harmful.length > 0 ? harmful : changes;
}
