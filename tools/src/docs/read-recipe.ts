/** A recipe of `docs/CHANGING.md`. */
export interface Recipe {
  readonly title: string;
  /** Files that it tells to touch, from the root, with their placeholders: `libs/contract/schema/sources/<name>.sql`. */
  readonly files: readonly string[];
}

/**
 * Reads which files a recipe names: every path in backticks in one of its numbered steps. A path without a folder lies
 * beside the one named before it.
 *
 * @param text Markdown
 * @throws where there is no such recipe
 */
export function readRecipe(text: string, title: string): Recipe {
  const start = text.indexOf(`\n## ${title}\n`);
  if (start < 0) throw new Error(`There is no recipe "${title}".`);
  const section = text.slice(start + 1).split(/\n## /)[0] ?? '';
  const steps = section.split('\n').filter((line) => /^(\d\.| {3})/.test(line));
  const files: string[] = [];
  for (const [, path = ''] of steps.join('\n').matchAll(/`([^`\s]+)`/g)) {
    if (!/^[\w.<>/-]*(\/[\w.<>-]*|\.[a-z]+)$/.test(path)) continue;
    const folder = files.at(-1)?.replace(/[^/]+\/?$/, '') ?? '';
    files.push(path.includes('/') || path.startsWith('.') ? path : `${folder}${path}`);
  }
  return { title, files };
}

/** True where a file is one that the recipe names. */
export function names(recipe: Recipe, file: string): boolean {
  return recipe.files.some((pattern) => {
    const source = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/<[^>]+>/g, '[^/]+');
    return new RegExp(`^${source}${pattern.endsWith('/') ? '.*' : ''}$`).test(file);
  });
}
