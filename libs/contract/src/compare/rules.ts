import type { Level, Verdict } from './change.ts';

/** What is to be done about a kind of change, and why. */
export interface Rule {
  readonly verdicts: Readonly<Record<Level, Verdict>>;
  readonly why: string;
  /** Allowed with approval once it is past its `@sunset`, has no consumer, and nobody was seen to use it. */
  readonly removal?: true;
}

const SHORT = { S: 'safe', A: 'approval', F: 'forbidden' } as const;

/** Three letters: code, wire, storage. */
type Letters = `${'S' | 'A' | 'F'}${'S' | 'A' | 'F'}${'S' | 'A' | 'F'}`;

function rule(letters: Letters, why: string): Rule {
  const [code, wire, storage] = [...letters].map((letter) => SHORT[letter as keyof typeof SHORT]);
  return { verdicts: { code, wire, storage } as Rule['verdicts'], why };
}

function removal(letters: Letters, why: string): Rule {
  return { ...rule(letters, why), removal: true };
}

const ADD_BESIDE = 'Add the new one beside it, and let the old one go by @sunset.';
const NEW_MEANING = 'A name never changes what it means: give the new figure a name of its own.';

/** Every rule of the comparison. `docs/__generated__/contract-rules.md` is made from it. */
export const RULES = {
  // Whatever it stands on
  'description-changed': rule('SSS', 'Words for people.'),
  'deprecation-changed': rule('SSS', 'It still answers; clients are told to move on.'),
  'order-changed': rule('SSS', 'Names are asked for, never places.'),
  'sunset-set': rule('SSS', 'It still answers until that day.'),
  'sunset-too-near': rule('SAS', 'Whoever uses it has less than 30 days.'),
  'sunset-brought-forward': rule('SAS', 'Clients were promised a later day.'),
  'access-changed': rule('SAS', 'Somebody is answered who was not, or no longer is.'),
  'name-used-again': rule(
    'FFF',
    'The name once meant something else, in data and programs that still exist: take another.',
  ),

  'language-changed': rule(
    'SSA',
    'What directives mean, or may say, changed: say what becomes of all that is written with them.',
  ),
  'directive-changed': rule('FFF', 'No rule knows what that directive means to clients and data.'),
  unspoken: rule(
    'FFF',
    'What is served or stored differs, and no rule speaks of it: undo it, or teach the comparison.',
  ),

  // Types
  'schema-roots-changed': rule('FFS', 'Clients ask for Query: it keeps its name.'),
  'type-added': rule('SSS', 'Nobody asks for it yet.'),
  'type-removed': removal('FFS', 'Clients name it.'),
  'type-kind-changed': rule('FFS', `Every use of it changes. ${ADD_BESIDE}`),
  'type-role-changed': rule('FFF', 'It stands for something else. Declare another type.'),
  'interface-added': rule('AAS', 'Clients that tell types apart meet a new one.'),
  'interface-removed': rule('FFS', 'Fragments on the interface no longer match.'),
  'union-member-added': rule('AAS', 'Clients that tell types apart meet a new one.'),
  'union-member-removed': rule('FFS', 'Fragments on the member no longer match.'),
  'scalar-specification-changed': rule('SFS', `Clients parse its text by that specification. ${ADD_BESIDE}`),

  // Fields of served types
  'field-added': rule('SSS', 'Nobody asks for it yet.'),
  'field-removed': removal('FFS', 'Clients that ask for it are refused.'),
  'field-renamed': rule('FFS', `Clients that ask for the old name are refused. ${ADD_BESIDE}`),
  'field-type-changed': rule('FFS', `Clients read another kind of value. ${ADD_BESIDE}`),
  'field-type-widened': rule('AAS', 'Values may come that did not fit before.'),
  'field-type-narrowed': rule('FFS', `Values that were answered no longer fit. ${ADD_BESIDE}`),
  'field-made-nullable': rule('AAS', 'Clients that rely on a value may get null.'),
  'field-made-required': rule('ASS', 'A null that comes all the same empties the object around it.'),

  // Arguments and fields of inputs
  'argument-added': rule('SAS', 'What is left out must mean what it meant before.'),
  'argument-added-required': rule(
    'FFS',
    'Clients that do not give it are refused: give it a default, or make it nullable.',
  ),
  'argument-removed': removal('FFS', 'Clients that give it are refused.'),
  'argument-renamed': rule('FFS', `Clients that give the old name are refused. ${ADD_BESIDE}`),
  'argument-default-changed': rule('SAS', 'Clients that leave it out get another answer.'),
  'argument-made-required': rule('FFS', 'Clients that do not give it are refused.'),
  'argument-made-optional': rule('AAS', 'Resolvers may get null.'),
  'argument-type-changed': rule('FFS', `Values that clients send are refused. ${ADD_BESIDE}`),
  'argument-type-widened': rule('AAS', 'Resolvers get values that did not come before.'),
  'argument-type-narrowed': rule('FFS', `Values that clients send are refused. ${ADD_BESIDE}`),

  // Values of enums
  'enum-value-added': rule('AAS', 'Clients that list the values meet one that they do not know.'),
  'enum-value-removed': removal(
    'FFS',
    'Clients that send it are refused, and programs that compare with it no longer compile.',
  ),
  'enum-value-renamed': rule('FFS', `Clients know the old name. ${ADD_BESIDE}`),

  // Datasets
  'dataset-added': rule('SSS', 'Nobody asks for it yet.'),
  'dataset-removed': removal('FFA', 'Clients that ask for it are refused; its table is no longer served.'),
  'dataset-renamed': rule('FFF', `Table and query field have the name. ${ADD_BESIDE}`),
  'dataset-event-changed': rule('SFF', NEW_MEANING),
  'dataset-sql-changed': rule('SAA', 'Rows are made in another way: say what changes in the figures.'),
  'partition-changed': rule('FFF', 'The table is laid out by it. Publish a new dataset.'),
  'zone-changed': rule('SFF', 'Days would be cut elsewhere. Publish a new dataset.'),

  // Columns of datasets
  'column-added': rule('SSS', 'Older days read as null.'),
  'column-added-required': rule('SSF', 'Older days do not have it: write its type without "!".'),
  'dimension-added': rule('SAA', 'Rows are kept apart that were one; older days have null in it.'),
  'column-removed': removal('FFA', 'Clients that ask for it are refused.'),
  'dimension-removed': rule('FFF', 'Rows that were kept apart become one. Publish a new dataset.'),
  'column-renamed': rule('FFF', `Published days have the old name. ${ADD_BESIDE}`),
  'column-role-changed': rule('FFF', NEW_MEANING),
  'column-type-changed': rule('FFF', `Published days hold another type. ${ADD_BESIDE}`),
  'column-type-widened': rule(
    'AAA',
    'Older days are read as the wider type; clients may get values that did not fit before.',
  ),
  'column-type-narrowed': rule('FFF', `Published values no longer fit. ${ADD_BESIDE}`),
  'column-made-nullable': rule('AAS', 'Clients that rely on a value may get null.'),
  'column-made-required': rule('ASA', 'Published days may hold nulls: prove that they do not.'),
  'unit-added': rule('SAS', 'Say that the figures always were in that unit.'),
  'unit-changed': rule('SFF', `Published figures are in the old unit. ${NEW_MEANING}`),
  'aggregation-changed': rule('SFF', NEW_MEANING),
  'measured-column-changed': rule('SFF', NEW_MEANING),
  'condition-changed': rule('SFF', NEW_MEANING),
  'grain-changed': rule('SFF', NEW_MEANING),
  'dimension-source-changed': rule('SFF', NEW_MEANING),
  'expression-changed': rule('SFF', NEW_MEANING),

  // Quality rules
  'check-changed': rule(
    'SSA',
    'A rule that stops a publish: what was accepted may be refused, or the other way round.',
  ),
  'warning-check-changed': rule('SSS', 'It is reported, and stops nothing.'),

  // Events
  'event-added': rule('SSS', 'Nothing is made of it yet.'),
  'event-removed': rule('SSA', 'No dataset is made of it.'),
  'event-field-added': rule('SSS', 'Sources that do not know it give null.'),
  'event-field-added-required': rule(
    'SSF',
    'Every record without it is refused: write its type without "!".',
  ),
  'event-field-removed': rule('SSA', 'No dataset reads it; what sources give for it is lost.'),
  'event-field-renamed': rule('SSF', `Records have the old name. ${ADD_BESIDE}`),
  'event-field-type-changed': rule('SSF', 'Records that were accepted are refused.'),
  'event-field-type-widened': rule('SSA', 'Records are accepted that were refused.'),
  'event-field-type-narrowed': rule('SSF', 'Records that were accepted are refused.'),
  'event-field-made-nullable': rule('SSA', 'Records are accepted that were refused.'),
  'event-field-made-required': rule('SSA', 'Records that were accepted are refused.'),
  'event-unit-changed': rule('SSF', 'Figures made of it would be in another unit.'),
  'event-identity-changed': rule('SFF', 'Duplicates are told by it: counts would change.'),
  'event-time-changed': rule('SFF', 'The business day is taken from it: figures would move.'),

  // Sources
  'source-added': rule('SSS', 'Nothing is published from it yet.'),
  'source-removed': rule('SSA', 'What arrives from it can no longer be published.'),
  'source-renamed': rule('SSF', 'Its days carry the name, and `--source` is called with it.'),
  'source-format-changed': rule(
    'SSF',
    'Files that arrived so far can no longer be read. Declare a new source.',
  ),
  'source-target-changed': rule('SSF', 'Its days were made into another event. Declare a new source.'),
  'source-record-changed': rule(
    'SSF',
    'The type of a record keeps its name, so that its fields can be compared.',
  ),
  'source-sql-changed': rule('SSA', 'Events are made in another way: say what changes in the figures.'),
  'source-field-added': rule('SSS', 'Records without it have null.'),
  'source-field-added-required': rule(
    'SSF',
    'Every record without it is refused: write its type without "!".',
  ),
  'source-field-removed': rule('SSA', 'It is no longer read.'),
  'source-field-renamed': rule('SSF', 'Files that arrived so far have the old name.'),
  'source-field-type-changed': rule('SSF', 'Records that were accepted are refused.'),
  'source-field-type-widened': rule('SSA', 'Records are accepted that were refused.'),
  'source-field-type-narrowed': rule('SSF', 'Records that were accepted are refused.'),
  'source-field-made-nullable': rule('SSA', 'Records are accepted that were refused.'),
  'source-field-made-required': rule('SSA', 'Records that were accepted are refused.'),
  'source-unit-changed': rule('SSF', 'Figures made of it would be in another unit.'),

  'history-rewritten': rule('SSF', 'contract.lock.json is only added to: run `npm run codegen`.'),

  // Data that were published under earlier contracts
  'history-type-clash': rule(
    'SSF',
    'Days that were published earlier hold a type that cannot be read as this one.',
  ),
  'history-partition-clash': rule('SSF', 'Days that were published earlier are laid out otherwise.'),
  'history-meaning-clash': rule('SFF', NEW_MEANING),
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;

/** The rule of that name. */
export function ruleOf(name: RuleName): Rule {
  return RULES[name];
}
