import type { SchemaFile } from '@datahub/contract/compile';
import type { Mutation } from './mutation.ts';
import { mutateDirectives } from './operators/directives.ts';
import type { Draft } from './operators/draft.ts';
import { addFields, mutateFields } from './operators/fields.ts';
import { addArguments, mutateInputs } from './operators/inputs.ts';
import { mutateLanguage } from './operators/language.ts';
import { mutateSqlFiles } from './operators/sql-files.ts';
import { mutateTypes, mutateValues } from './operators/types.ts';
import { mutateWords } from './operators/words.ts';
import { readTargets, type Target, type Targets } from './read-targets.ts';

/** Every single step by which the SDL can be changed, each with what is promised about it. */
export function listMutations(files: readonly SchemaFile[]): Mutation[] {
  const targets = readTargets(files);
  const mutations = [
    ...targets.list.flatMap((target) =>
      mutate(target, targets).map((draft) => named(draft, draft.coordinate ?? target.coordinate)),
    ),
    ...mutateSqlFiles(targets),
    ...mutateLanguage(files),
  ];
  return distinct(mutations);
}

function mutate(target: Target, targets: Targets): Draft[] {
  const common = [...mutateWords(target), ...mutateDirectives(target, targets)];
  switch (target.kind) {
    case 'type':
      return [...common, ...mutateTypes(target), ...addFields(target)];
    case 'field':
      return [...common, ...mutateFields(target, targets), ...addArguments(target)];
    case 'input':
      return [...common, ...mutateInputs(target)];
    case 'value':
      return [...common, ...mutateValues(target)];
  }
}

function named(draft: Draft, coordinate: string): Mutation {
  return { ...draft, coordinate, id: `${draft.operator}: ${coordinate}` };
}

/** Two ways to say the same change count once. */
function distinct(mutations: readonly Mutation[]): Mutation[] {
  return [...new Map(mutations.map((mutation) => [mutation.id, mutation])).values()];
}
