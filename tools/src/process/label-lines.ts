import { stripVTControlCharacters } from 'node:util';

/** Prints the lines of one of several programs with its name before; without what only moves the cursor. */
export function labelLines(name: string, log: (line: string) => void): (line: string) => void {
  return (line) => {
    const text = stripVTControlCharacters(line).trimEnd();
    if (text !== '') log(`${name.padEnd(9)} │ ${text}`);
  };
}
