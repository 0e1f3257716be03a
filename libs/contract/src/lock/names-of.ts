import type { LockEntry } from './contract-lock.ts';

/** Every coordinate that an entry has used. */
export function namesOf(entry: LockEntry): Set<string> {
  const names = new Set<string>();
  for (const [name, { partitionBy, stored }] of Object.entries(entry.datasets)) {
    names.add(name);
    for (const column of [...partitionBy, ...stored.map((one) => one.name)]) names.add(`${name}.${column}`);
  }
  for (const [type, members] of Object.entries(entry.served)) {
    names.add(type);
    for (const member of members) names.add(`${type}.${member}`);
  }
  for (const source of entry.sources ?? []) names.add(`source:${source}`);
  return names;
}

/**
 * Names of an entry that a later one lacks, even if one that is later still has them again. In byte order. An entry that
 * does not tell its sources drops none.
 *
 * @param entries oldest first
 */
export function droppedNames(entries: readonly LockEntry[]): string[] {
  const dropped = new Set<string>();
  let known = new Set<string>();
  for (const entry of entries) {
    const names = namesOf(entry);
    const tells = (name: string) => entry.sources !== undefined || !name.startsWith('source:');
    for (const name of known) if (!names.has(name) && tells(name)) dropped.add(name);
    known = new Set([...known, ...names]);
  }
  return [...dropped].sort();
}
