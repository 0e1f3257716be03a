/** What kind of thing stands at a place. */
export type PlaceKind =
  /** A GraphQL operation for the hub's API: in a `.graphql` file, or written into a program. */
  | 'operation'
  /** A query against Gatsby's own schema, which is made from the contract. */
  | 'page query'
  | 'typescript'
  | 'vue'
  | 'resolver'
  /** The SELECT that makes events of raw records, or an expression over events in the SDL. */
  | 'source sql'
  | 'spark'
  | 'test';

/** A line that a change of the contract breaks, or may break. */
export interface Place {
  /** From the root of the workspace, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** As Nx names it. */
  readonly project: string;
  readonly kind: PlaceKind;
  /** Of the changes that it belongs to, as `ContractChange.coordinate`. */
  readonly coordinates: readonly string[];
  /** True: it fails until it is mended. False: it works on, and may mean something else. */
  readonly breaks: boolean;
  /** Why it may break, or by what it breaks only then. Null where the message says it all. */
  readonly reason: string | null;
  /** What the compiler or the validator says. */
  readonly message: string;
}

/** Everything that a set of changes touches. */
export interface Impact {
  /** By file, line, column. */
  readonly places: readonly Place[];
}

/** A place before anybody knows which change it belongs to. */
export type Finding = Omit<Place, 'coordinates'> & {
  /** Schema coordinates that the place itself names, exact; empty where only its text is known. */
  readonly touches: readonly string[];
};

/** Texts instead of files: path from the root to text. */
export type Overlay = ReadonlyMap<string, string>;

/** Line and column, both from 1, of an offset in a text. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
