import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  specifiedRules,
  validate,
} from 'graphql';
import { type Finding, positionAt } from '../place.ts';
import { findUses, type Use } from './find-uses.ts';
import { mendDocument } from './mend-document.ts';
import type { OperationGroup, OperationText } from './operation-text.ts';

/** What a contract's schema says of a group of operations. */
export interface Against {
  readonly schema: GraphQLSchema;
  /** Fragments that are made from the contract: see `OperationGroup.fragments`. */
  readonly fragments: OperationGroup['fragments'];
}

/** A group after a change of the schema. */
export interface Validated {
  /** What the new schema refuses and the old one did not. */
  readonly findings: readonly Finding[];
  /** The texts as their author will have to write them, in the same order. */
  readonly mended: readonly DocumentNode[];
  /** Where the group names something of the old schema, and what. */
  readonly uses: readonly UsePlace[];
}

/** A node of an operation, and what it stands for. */
export interface UsePlace {
  readonly use: Use;
  readonly finding: Omit<Finding, 'breaks' | 'reason' | 'message' | 'touches'>;
}

/** What codegen and Gatsby pass over as well. */
const PASSED_OVER = [NoUnusedFragmentsRule, NoUnusedVariablesRule];
const RULES = specifiedRules.filter((rule) => !PASSED_OVER.includes(rule));

/** Validates operations against two schemas. Touches no file. */
export function validateOperations(texts: readonly OperationText[], base: Against, head: Against): Validated {
  const join = ({ fragments }: Against, documents: readonly DocumentNode[]): DocumentNode => ({
    kind: Kind.DOCUMENT,
    definitions: [...documents.flatMap(({ definitions }) => definitions), ...fragments],
  });
  const documents = texts.map(({ document }) => document);
  const joined = join(base, documents);
  const known = check(base.schema, joined);
  const errors = check(head.schema, join(head, documents)).filter(
    (error) => !known.some((other) => isSame(error, other)),
  );
  const uses = findUses(base.schema, joined);
  const locate = (node: ASTNode | undefined) => placeOf(texts, node);
  return {
    // Both ends of an error, as codegen and servers tell them: where a variable is declared, and where it does not fit.
    findings: errors.flatMap((error) => {
      const touches = (error.nodes ?? []).flatMap((node) => uses.get(node)?.coordinates ?? []);
      const finding = { breaks: true, reason: null, message: sayHoles(error.message) };
      return (error.nodes ?? []).flatMap((node) => {
        const place = locate(node);
        return place ? [{ ...place, ...finding, touches: [...new Set(touches)] }] : [];
      });
    }),
    mended: errors.length === 0 ? documents : mendDocument(head.schema, documents, head.fragments, RULES),
    uses: [...uses].flatMap(([node, use]) => {
      // A variable stands for the argument that it is given to, and that is among them.
      if (node.kind === Kind.VARIABLE || node.kind === Kind.VARIABLE_DEFINITION) return [];
      const finding = locate(node);
      return finding ? [{ use, finding }] : [];
    }),
  };
}

function check(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  return validate(schema, document, RULES, { maxErrors: Number.POSITIVE_INFINITY });
}

/** The same complaint about the same node, whatever the schemas suggest instead. */
function isSame(one: GraphQLError, other: GraphQLError): boolean {
  const [said, saidOther] = [one, other].map(({ message }) => message.replace(/ Did you mean .*$/s, ''));
  return said === saidOther && one.nodes?.[0] === other.nodes?.[0];
}

/** What a program fills in at run time was validated as a word of as many letters. */
function sayHoles(message: string): string {
  return message.replaceAll(/\bx{4,}\b/g, '…');
}

function placeOf(texts: readonly OperationText[], node: ASTNode | undefined): UsePlace['finding'] | null {
  const loc = node?.loc;
  const text = texts.find(({ document }) => document.loc?.source === loc?.source);
  if (!loc || !text) return null;
  const { file, project, kind, fileText, start } = text;
  return { file, project, kind, ...positionAt(fileText, start + loc.start) };
}
