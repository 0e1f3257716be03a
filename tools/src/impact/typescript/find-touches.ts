import { relative } from 'node:path';
import ts from 'typescript';
import type { Overlay } from '../place.ts';

/**
 * What a diagnostic is about, in names of the contract: `Metric.total_revenue` where the symbol was declared in a
 * generated type, else the bare words that stand there or in the message.
 */
export function touchesOf(
  before: ts.Program,
  overlay: Overlay,
  root: string,
  {
    file: { fileName },
    start,
    length = 0,
    messageText,
  }: ts.Diagnostic & { file: ts.SourceFile; start: number },
): string[] {
  const checker = before.getTypeChecker();
  const file = before.getSourceFile(fileName);
  const touches = new Set<string>();
  // Templates of Vue are other text inside: there, the message has to do.
  const look = (node: ts.Node): void => {
    if (node.end <= start || node.getStart(file) >= start + length) return;
    if (ts.isIdentifier(node)) {
      touches.add(node.text);
      for (const declaration of checker.getSymbolAtLocation(node)?.declarations ?? []) {
        const owner = coordinateOf(declaration, overlay, root);
        if (owner) touches.add(owner);
      }
    }
    if (ts.isStringLiteralLike(node)) touches.add(node.text);
    ts.forEachChild(node, look);
  };
  if (file && !fileName.endsWith('.vue')) look(file);
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  for (const [, quoted = ''] of message.matchAll(/['"]([^'"]+)['"]/g)) {
    for (const [word] of quoted.matchAll(/\w+/g)) touches.add(word);
  }
  return [...touches];
}

/** `Type.field` of a property in a generated file. */
function coordinateOf(declaration: ts.Declaration, overlay: Overlay, root: string): string | null {
  const path = relative(root, declaration.getSourceFile().fileName).replaceAll('\\', '/');
  if (!overlay.has(path) || !ts.isPropertySignature(declaration)) return null;
  for (let owner: ts.Node = declaration.parent; !ts.isSourceFile(owner); owner = owner.parent) {
    if (ts.isTypeAliasDeclaration(owner) || ts.isInterfaceDeclaration(owner)) {
      return `${owner.name.text}.${declaration.name.getText()}`;
    }
  }
  return null;
}
