import {
  type ArgumentNode,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoUnusedVariablesRule,
  parseType,
  type ValidationRule,
  type VariableDefinitionNode,
  validate,
  visit,
} from 'graphql';

/** More rounds than a document has levels; each takes away what the one before laid bare. */
const MOST_ROUNDS = 50;

/** What becomes of a node: another one, or nothing. */
type Edits = Map<ASTNode, ASTNode | null>;

/**
 * Operations as their authors will have to write them, so that it shows what breaks in the programs behind them: what
 * is gone is not asked for, a variable has the type that is wanted, a required argument is given by a new variable.
 *
 * @returns the documents in the same order; valid
 */
export function mendDocument(
  schema: GraphQLSchema,
  documents: readonly DocumentNode[],
  fragments: readonly FragmentDefinitionNode[],
  rules: readonly ValidationRule[],
): readonly DocumentNode[] {
  let mended = documents;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const joined: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [...mended.flatMap(({ definitions }) => definitions), ...fragments],
    };
    // A variable that nothing uses any more goes with what it was for; one that nothing ever used is not our business.
    const all = round === 0 ? rules : [...rules, NoUnusedVariablesRule];
    const errors = validate(schema, joined, all, { maxErrors: Number.POSITIVE_INFINITY });
    if (errors.length === 0 && round > 0) return mended;
    const edits: Edits = new Map();
    for (const error of errors) planEdit(joined, error, edits);
    mended = mended.map((document) => prune(apply(document, edits)));
  }
  return mended;
}

function planEdit(document: DocumentNode, error: GraphQLError, edits: Edits): void {
  const [node, other] = error.nodes ?? [];
  if (!node) return;
  const required = /argument "(\w+)" of type "(.+?)" is required/.exec(error.message);
  if (required && node.kind === Kind.FIELD) {
    giveArgument(document, node, required[1] as string, required[2] as string, edits);
    return;
  }
  const expected = /expecting type "(.+?)"/.exec(error.message);
  if (expected && node.kind === Kind.VARIABLE_DEFINITION && other) {
    edits.set(node, { ...node, type: parseType(expected[1] as string), defaultValue: undefined });
    return;
  }
  if (node.kind === Kind.FIELD && error.message.includes('must not have a selection')) {
    edits.set(node, { ...node, selectionSet: undefined });
    return;
  }
  const goes = smallestRemovable(document, node);
  if (goes) edits.set(goes, null);
}

/** Written as an author would: `changes(dataset: $dataset)`, and `$dataset` declared. */
function giveArgument(
  document: DocumentNode,
  field: FieldNode,
  name: string,
  type: string,
  edits: Edits,
): void {
  const before = edits.get(field) as FieldNode | undefined;
  const argument: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
  };
  const given = (before ?? field).arguments?.filter((candidate) => candidate.name.value !== name) ?? [];
  edits.set(field, { ...(before ?? field), arguments: [...given, argument] });
  const operation = ancestorsOf(document, field).find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return;
  const declared = (edits.get(operation) as typeof operation | undefined) ?? operation;
  const variable: VariableDefinitionNode = {
    kind: Kind.VARIABLE_DEFINITION,
    variable: argument.value as VariableDefinitionNode['variable'],
    type: parseType(type),
  };
  const others = declared.variableDefinitions?.filter((one) => one.variable.name.value !== name) ?? [];
  edits.set(operation, { ...declared, variableDefinitions: [...others, variable] });
}

const REMOVABLE: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
  Kind.VARIABLE_DEFINITION,
  Kind.FRAGMENT_SPREAD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_DEFINITION,
  Kind.OPERATION_DEFINITION,
]);

function smallestRemovable(document: DocumentNode, node: ASTNode): ASTNode | undefined {
  return [node, ...ancestorsOf(document, node)].find(({ kind }) => REMOVABLE.has(kind));
}

/** The nearest first. */
function ancestorsOf(document: DocumentNode, node: ASTNode): ASTNode[] {
  let found: ASTNode[] = [];
  visit(document, {
    enter(candidate, _key, parent, _path, ancestors) {
      if (candidate !== node) return;
      // The nearest is not among the ancestors; between two nodes may stand a list.
      found = [...ancestors, parent]
        .filter((one): one is ASTNode => one !== undefined && !Array.isArray(one))
        .toReversed();
    },
  });
  return found;
}

function apply(document: DocumentNode, edits: Edits): DocumentNode {
  // Applied on the way down: an edited operation still holds fields that are edited themselves.
  const done = new Set<ASTNode>();
  return visit(document, {
    enter(node) {
      const edited = edits.get(node);
      if (edited === undefined || done.has(node)) return undefined;
      done.add(node);
      return edited;
    },
  });
}

/** What asks for nothing any more is not asked. */
function prune(document: DocumentNode): DocumentNode {
  const isEmpty = (node: { selectionSet?: { selections: readonly unknown[] } }) =>
    node.selectionSet?.selections.length === 0;
  return visit(document, {
    Field: { leave: (node) => (isEmpty(node) ? null : undefined) },
    InlineFragment: { leave: (node) => (isEmpty(node) ? null : undefined) },
    FragmentDefinition: { leave: (node) => (isEmpty(node) ? null : undefined) },
    OperationDefinition: { leave: (node) => (isEmpty(node) ? null : undefined) },
  });
}
