/** What a piece of SQL mentions. */
export interface SqlNames {
  /** Columns, each once, in the order of the text. */
  readonly columns: readonly string[];
  /** What it must not hold, in words; empty where all is well. */
  readonly problems: readonly string[];
}

/** Functions that mean the same in DuckDB and Spark. */
const FUNCTIONS = new Set(
  'CAST COALESCE NULLIF GREATEST LEAST ABS DATE_TRUNC EXTRACT REGEXP_EXTRACT SPLIT_PART'.split(' '),
);

const WORDS = new Set(
  [
    'AND OR NOT IN IS NULL LIKE BETWEEN CASE WHEN THEN ELSE END TRUE FALSE AS FROM',
    'YEAR MONTH DAY HOUR MINUTE SECOND',
    'INT BIGINT DOUBLE DECIMAL VARCHAR BOOLEAN DATE TIMESTAMP',
  ].flatMap((line) => line.split(' ')),
);

const TOKEN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    `(?<text>'(?:[^']|'')*')`,
    String.raw`(?<number>\d+(?:\.\d*)?)`,
    String.raw`(?<name>[A-Za-z_]\w*)`,
    String.raw`(?<sign>\|\||<>|!=|<=|>=|[-+*/%=<>(),])`,
  ].join('|'),
  'y',
);

/**
 * Columns that an expression reads (`where`, `expr`), and what in it has another meaning in one engine than in another, or
 * none. A reader of tokens and not a parser: the engines parse; here it is only asked which names occur.
 *
 * @param known columns that there are; they may be called like a keyword
 */
export function readSqlNames(sql: string, known: ReadonlySet<string>): SqlNames {
  const columns = new Set<string>();
  const problems: string[] = [];
  let depth = 0;
  for (let at = 0; at < sql.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(sql);
    if (!match) {
      problems.push(`${JSON.stringify(sql[at])} is not in the SQL that means the same in DuckDB and Spark`);
      break;
    }
    const { name, text, sign } = match.groups ?? {};
    if (text?.includes('\\')) problems.push('a backslash in a text means another thing in Spark');
    if (sign === '(') depth++;
    if (sign === ')' && --depth < 0) break;
    if (name === undefined) continue;
    const isCall = /^\s*\(/.test(sql.slice(TOKEN.lastIndex));
    if (known.has(name) && !isCall) columns.add(name);
    else if (isCall && !WORDS.has(name.toUpperCase()) && !FUNCTIONS.has(name.toUpperCase())) {
      problems.push(`${name}() is not among the functions that mean the same in DuckDB and Spark`);
    } else if (!isCall && !WORDS.has(name.toUpperCase())) {
      problems.push(`there is no column ${name}; there are ${[...known].join(', ')}`);
    }
  }
  if (depth !== 0) problems.push('its parentheses do not match');
  if (sql.trim() === '') problems.push('it is empty');
  return { columns: [...columns], problems };
}
