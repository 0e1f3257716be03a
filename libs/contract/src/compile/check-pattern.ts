/** Constructs that one of RE2 (DuckDB), java.util.regex (Spark) and ECMAScript lacks or reads otherwise. */
const NOT_PORTABLE: readonly (readonly [RegExp, string])[] = [
  [/\(\?(?!:)/, 'groups that begin with "(?" other than "(?:" are not in all engines'],
  [
    /\\[^dDwW.*+?^$(){}[\]|/\\-]/,
    'of the classes with a backslash only \\d, \\D, \\w and \\W mean the same everywhere',
  ],
  [/[*+?}][+]/, 'possessive quantifiers are not in all engines'],
  [/(?<!\\)[$]|(?<![\\[])\^/, 'the whole of a text has to match: leave ^ and $ out'],
  [/\[[^\]]*(?<!\\)\[|&&/, 'sets within sets are not in all engines'],
];

/** Why a regular expression is not one that all engines read alike; null where it is. */
export function findPatternProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return NOT_PORTABLE.find(([construct]) => construct.test(pattern))?.[1] ?? null;
}
