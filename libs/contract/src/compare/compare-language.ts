import { type DocumentNode, Kind, print, visit } from 'graphql';
import type { ContractChange } from './change.ts';
import { judgeByRule } from './judge-by-rule.ts';
import { isLanguage } from './read-elements.ts';
import type { RuleName } from './rules.ts';

/** What every declaration rests on: the directives that contracts are written with, and the roots that are asked. */
export function compareLanguage(before: DocumentNode, after: DocumentNode): ContractChange[] {
  const changes: ContractChange[] = [];
  if (languageOf(before) !== languageOf(after)) {
    changes.push(
      change(
        'language-changed',
        'directives.graphql',
        'The directives that the contract is written with changed.',
      ),
    );
  }
  if (rootsOf(before) !== rootsOf(after)) {
    changes.push(
      change(
        'schema-roots-changed',
        'schema',
        `The schema is ${rootsOf(after)}, and was ${rootsOf(before)}.`,
      ),
    );
  }
  return changes;
}

function languageOf(document: DocumentNode): string {
  const definitions = document.definitions.filter(isLanguage);
  const bare = visit(
    { ...document, definitions },
    { StringValue: (_, key) => (key === 'description' ? null : undefined) },
  );
  return bare.definitions.map(print).sort().join('\n');
}

function rootsOf(document: DocumentNode): string {
  const schema = document.definitions.filter(
    ({ kind }) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION,
  );
  return schema.map(print).join(' ').replaceAll(/\s+/g, ' ') || 'as usual';
}

function change(rule: RuleName, coordinate: string, message: string): ContractChange {
  return judgeByRule(rule, { coordinate, served: [], message, place: null });
}
