import ts from 'typescript';
import type { Overlay } from '../place.ts';

/**
 * Generated files whose types differ: what they only say differently (a description, a value behind a declared type)
 * concerns no type check.
 */
export function changedTypes(base: Overlay, head: Overlay): Set<string> {
  const paths = new Set([...base.keys(), ...head.keys()].filter((path) => path.endsWith('.ts')));
  return new Set([...paths].filter((path) => !sameTypes(path, base.get(path), head.get(path))));
}

function sameTypes(path: string, before: string | undefined, after: string | undefined): boolean {
  if (before === after) return true;
  if (before === undefined || after === undefined) return false;
  return typesOf(path, before) === typesOf(path, after);
}

function typesOf(fileName: string, text: string): string {
  if (fileName.endsWith('.d.ts')) return text;
  const { outputText } = ts.transpileDeclaration(text, {
    fileName,
    compilerOptions: { declaration: true, removeComments: true, isolatedDeclarations: true },
  });
  // The type of a text constant is the text: nobody is concerned by that.
  return outputText.replaceAll(/declare const (\w+) = .*;/g, 'declare const $1: string;');
}
