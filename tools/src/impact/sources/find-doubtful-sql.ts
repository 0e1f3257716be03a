import type { ContractIr } from '@datahub/contract';
import type { ContractChange } from '@datahub/contract/compare';
import { type Place, positionAt } from '../place.ts';
import type { SqlTexts } from './check-source-sql.ts';

/**
 * Where the SELECT of a source reads or gives what changes, and still fits: another type may be cast as before and mean
 * something else, what was never null may be.
 */
export function findDoubtfulSql(
  base: ContractIr,
  changes: readonly ContractChange[],
  texts: SqlTexts,
  schemaFolder: string,
  project: string,
): Place[] {
  return base.sources.flatMap(({ typeName, event, sqlFile }) => {
    const text = sqlFile === null ? undefined : texts.get(sqlFile);
    if (text === undefined) return [];
    return changes.flatMap((change) => {
      const [, type, field] = /^(\w+)\.(\w+)$/.exec(change.coordinate) ?? [];
      if (change.verdict === 'safe' || field === undefined || (type !== typeName && type !== event))
        return [];
      return offsetsOf(text, field, type === event).map((offset) => ({
        file: `${schemaFolder}/${sqlFile}`,
        ...positionAt(text, offset),
        project,
        kind: 'source sql' as const,
        coordinates: [change.coordinate],
        breaks: false,
        reason: `It still fits; what it ${type === event ? 'gives' : 'reads'} changes.`,
        message: change.message,
      }));
    });
  });
}

/** Of a column that is read, or of the name that is given to one; not in comments, not in texts. */
function offsetsOf(text: string, field: string, isGiven: boolean): number[] {
  const code = text.replaceAll(/--[^\n]*|'(?:[^']|'')*'/g, (hidden) => ' '.repeat(hidden.length));
  return [...code.matchAll(new RegExp(`(\\bAS\\s+)?\\b${field}\\b`, 'gi'))]
    .filter(([, alias]) => (alias !== undefined) === isGiven)
    .map(({ index, 1: alias = '' }) => index + alias.length);
}
