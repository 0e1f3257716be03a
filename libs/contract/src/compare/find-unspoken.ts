import { print, visit } from 'graphql';
import { canonicalJson } from '../compile/canonical.ts';
import { servedDocument } from '../derive/served-schema.ts';
import type { ContractIr } from '../ir.ts';
import type { ContractChange } from './change.ts';
import { judgeByRule } from './judge-by-rule.ts';
import { plainSql } from './plain-sql.ts';
import type { ReadContract } from './read-contract.ts';

/** The last resort: what clients or data can feel, and no rule speaks of, is not let through in silence. */
export function findUnspoken(
  before: ReadContract,
  after: ReadContract,
  changes: readonly ContractChange[],
): ContractChange[] {
  // Words explain nothing but themselves.
  if (changes.some(({ rule }) => rule !== 'description-changed')) return [];
  if (servedText(before) === servedText(after) && meaningOf(before.ir) === meaningOf(after.ir)) return [];
  const message = 'What is served or stored differs.';
  return [judgeByRule('unspoken', { coordinate: 'schema', served: [], message, place: null })];
}

/** What clients can ask, without words for people. */
function servedText({ document, ir }: ReadContract): string {
  const bare = visit(servedDocument(document, ir), {
    StringValue: (_, key) => (key === 'description' ? null : undefined),
  });
  return print(bare);
}

/** Everything but words for people and the hashes, which follow from it. */
function meaningOf({ sources, events, datasets }: ContractIr): string {
  return canonicalJson(
    JSON.parse(
      JSON.stringify([sources, events, datasets], (key, value: unknown) => {
        if (key === 'description' || key === 'storageHash' || key === 'sqlFile') return undefined;
        return ['sql', 'where', 'expr'].includes(key) && typeof value === 'string' ? plainSql(value) : value;
      }),
    ),
  );
}
