/** A fenced block of a Markdown page that says what it is. */
export interface Snippet {
  readonly language: string;
  /** Words behind the language: `server` for a program that keeps running. */
  readonly flags: readonly string[];
  readonly code: string;
  /** What it prints: the text block that follows it at once. Null where none does. */
  readonly output: string | null;
  /** Line of the fence, from 1. */
  readonly line: number;
}

/** Reads the fenced blocks of a page, in order. Blocks without a language are drawings, and left out. */
export function readSnippets(markdown: string): Snippet[] {
  const blocks = [...markdown.matchAll(/^```(\w*)(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    flags: (match[2] ?? '').split(' ').filter(Boolean),
    code: match[3] ?? '',
    start: match.index,
    end: match.index + match[0].length,
    line: markdown.slice(0, match.index).split('\n').length,
  }));
  return blocks.flatMap(({ language, flags, code, end, line }, index) => {
    if (language === '' || language === 'text' || language === 'mermaid') return [];
    const next = blocks[index + 1];
    const follows = next?.language === 'text' && markdown.slice(end, next.start).trim() === '';
    return [{ language, flags, code, line, output: follows ? next.code : null }];
  });
}
