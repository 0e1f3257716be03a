/** Texts and quoted names, comments, white space, words, and every other sign by itself. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\s+|\w+|[\s\S]/g;

/** SQL without what says nothing: comments, and white space outside of quotes. Two texts that mean the same word for word are equal. */
export function plainSql(sql: string): string {
  const tokens = sql.match(TOKEN) ?? [];
  return tokens.filter((token) => !/^(--|\/\*|\s)/.test(token)).join(' ');
}
