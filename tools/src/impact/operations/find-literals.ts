import { type DocumentNode, parse } from 'graphql';
import ts from 'typescript';

/** A string or template of a program that may be GraphQL. */
export interface Literal {
  /** Where its text begins in the file, behind the quote. */
  readonly start: number;
  /** What it is given to: `graphql` of graphql`…` and of graphql(`…`). Null where nobody takes it. */
  readonly tag: string | null;
  /** What it can be read as: what is filled in at run time can stand for a word, or for nothing. */
  readonly readings: readonly DocumentNode[];
}

/** Begins as an operation does. Most literals do not, and need no parser. */
const BEGINNING = /[`'"]\s*(?:#[^\n]*\n\s*)*(?:\{|query\b|mutation\b|subscription\b|fragment\b)/;
const BEGINS = new RegExp(`^${BEGINNING.source.slice('[`\'"]'.length)}`);

/** Literals of a program that can be read as GraphQL. Offsets within a reading are offsets within the literal. */
export function findLiterals(fileName: string, text: string): Literal[] {
  if (!BEGINNING.test(text)) return [];
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const literals: Literal[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const start = node.getStart(source) + 1;
      const raw = text.slice(start, node.getEnd() - 1);
      const readings = BEGINS.test(raw) ? readAsGraphql(node, raw, start, source) : [];
      if (readings.length > 0) literals.push({ start, tag: tagOf(node), readings });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return literals;
}

function readAsGraphql(node: ts.Node, raw: string, start: number, source: ts.SourceFile): DocumentNode[] {
  // Of the same length, so that every offset stays what it is.
  const text = raw.replaceAll(/\\[nrt]/g, '  ').replaceAll(/\\(["'`])/g, ' $1');
  const holes = ts.isTemplateExpression(node)
    ? node.templateSpans.map(({ expression, literal }) => [
        expression.getFullStart() - 2 - start,
        literal.getStart(source) + 1 - start,
      ])
    : [];
  const fills = holes.length === 0 ? [' '] : ['x', ' '];
  return fills.flatMap((fill) => {
    const filled = holes.reduce(
      (sofar, [from = 0, to = 0]) => sofar.slice(0, from) + fill.repeat(to - from) + sofar.slice(to),
      text,
    );
    try {
      return [parse(filled)];
    } catch {
      return []; // not GraphQL: most literals are not
    }
  });
}

function tagOf(node: ts.Node): string | null {
  const { parent } = node;
  const callee = ts.isTaggedTemplateExpression(parent)
    ? parent.tag
    : ts.isCallExpression(parent)
      ? parent.expression
      : null;
  return callee && ts.isIdentifier(callee) ? callee.text : null;
}
