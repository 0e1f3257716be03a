import type { Verdict } from '@datahub/contract/compare';
import type { SchemaFile } from '@datahub/contract/compile';
import type { ASTNode } from 'graphql';

/** One small change of the SDL, as a person could make it, and what the hub promises about it. */
export interface Mutation {
  /** `rename a column: Metric.total_revenue`; no two are the same. */
  readonly id: string;
  /** What is done, to whatever it is done. */
  readonly operator: string;
  readonly coordinate: string;
  /** By the promises, not by the rules: what does not compile counts as forbidden. */
  readonly expected: Verdict;
  readonly edits: readonly Edit[];
}

/** A piece of a file that is replaced. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Puts another text in the place of a node. */
export function replace(node: ASTNode, text: string): Edit {
  if (!node.loc) throw new Error('A node that was not parsed from a file cannot be edited.');
  return { file: node.loc.source.name, start: node.loc.start, end: node.loc.end, text };
}

/** Takes a node out. */
export function remove(node: ASTNode): Edit {
  return replace(node, '');
}

/** Puts a text behind a node. */
export function insertAfter(node: ASTNode, text: string): Edit {
  const at = replace(node, text);
  return { ...at, start: at.end };
}

/** Puts a text before a node. */
export function insertBefore(node: ASTNode, text: string): Edit {
  const at = replace(node, text);
  return { ...at, end: at.start };
}

/** The schema files after a mutation. */
export function applyEdits(files: readonly SchemaFile[], edits: readonly Edit[]): SchemaFile[] {
  return files.map((file) => {
    const own = edits.filter((edit) => edit.file === file.path).toSorted((a, b) => b.start - a.start);
    return own.reduce(
      ({ path, text }, edit) => ({
        path,
        text: `${text.slice(0, edit.start)}${edit.text}${text.slice(edit.end)}`,
      }),
      file,
    );
  });
}
