import type { DocumentNode, FragmentDefinitionNode } from 'graphql';
import type { PlaceKind } from '../place.ts';

/** GraphQL that a consumer wrote: a file, or a literal in a program. */
export interface OperationText {
  /** From the root, with slashes. */
  readonly file: string;
  readonly project: string;
  readonly kind: PlaceKind;
  readonly fileText: string;
  /** Where the GraphQL begins in the file: the node offsets of `document` count from there. */
  readonly start: number;
  readonly document: DocumentNode;
}

/** Texts that are validated together, because they may use each other's fragments. */
export interface OperationGroup {
  readonly texts: readonly OperationText[];
  /** Fragments that somebody else gives, made again from each contract. */
  readonly fragments: readonly FragmentDefinitionNode[];
}
