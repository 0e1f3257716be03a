import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Config, Shared } from './create-program.ts';

const IMPORTS = /\b(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g;
const REFERENCES = /^\/\/\/ <reference path="([^"]+)"/gm;

/** Speaks to every file of its program, without being imported. */
const IS_AMBIENT = /\bdeclare\s+(?:global|module|namespace)\b/;

/**
 * The files of a config that can see one of the changed files, through imports of the workspace's sources however long.
 * Types travel no other way, but through ambient declarations: where one of those changed, every file sees it.
 *
 * @param changed absolute paths
 */
export function affectedFiles(
  shared: Shared,
  { files, options }: Config,
  changed: ReadonlySet<string>,
): { readonly affected: readonly string[]; readonly ambient: readonly string[] } {
  const ambient = files.filter((file) => file.endsWith('.d.ts') || IS_AMBIENT.test(textOf(shared, file)));
  if ([...changed].some((file) => file.endsWith('.d.ts') && files.some((one) => isBeside(one, file)))) {
    return { affected: files, ambient };
  }
  const cache = ts.createModuleResolutionCache(shared.root, (name) => name, options);
  const sees = new Map<string, string[]>();
  const follow = (file: string): void => {
    if (sees.has(file)) return;
    const targets: string[] = [];
    sees.set(file, targets);
    const text = textOf(shared, file);
    const found = [
      ...[...text.matchAll(IMPORTS)].map(([, specifier = '']) =>
        resolve(shared, specifier, file, options, cache),
      ),
      ...[...text.matchAll(REFERENCES)].map(([, path = '']) => join(file, '..', path)),
    ];
    for (const target of found) {
      if (target === undefined || target.includes('/node_modules/')) continue;
      targets.push(target);
      follow(target);
    }
  };
  for (const file of files) follow(file);

  const seenBy = new Map<string, string[]>();
  for (const [file, targets] of sees) {
    for (const target of targets) seenBy.set(target, [...(seenBy.get(target) ?? []), file]);
  }
  const affected = new Set<string>();
  const waiting = [...changed];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (affected.has(file)) continue;
    affected.add(file);
    waiting.push(...(seenBy.get(file) ?? []));
  }
  // Nuxt declares for the whole app what its server's routes answer.
  const everybody = ambient.some((file) => affected.has(file));
  return { affected: everybody ? files : files.filter((file) => affected.has(file)), ambient };
}

/** In the same project: `src/gatsby-types.d.ts` and everything else that the config takes from there. */
function isBeside(file: string, declarations: string): boolean {
  return file.startsWith(declarations.slice(0, declarations.lastIndexOf('/') + 1));
}

function textOf({ texts }: Shared, file: string): string {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const text = ts.sys.readFile(file) ?? '';
  texts.set(file, text);
  return text;
}

function resolve(
  shared: Shared,
  specifier: string,
  file: string,
  options: ts.CompilerOptions,
  cache: ts.ModuleResolutionCache,
): string | undefined {
  const source = shared.resolve(specifier);
  if (source !== undefined) return source;
  // TypeScript does not know `.vue`; where a path is one, it says itself.
  if (specifier.startsWith('.')) {
    const path = join(file, '..', specifier);
    if (existsSync(path) && /\.\w+$/.test(path)) return path;
  }
  return ts.resolveModuleName(specifier, file, options, ts.sys, cache).resolvedModule?.resolvedFileName;
}
