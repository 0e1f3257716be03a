import type { ChosenRows } from './choose-rows.ts';
import { type Figure, figureOf, groupOf } from './dataset.ts';

/**
 * A table as CSV (RFC 4180): a header, a line a row, CRLF. Figures are the API's own, not rounded; nothing known is
 * empty. The total is left out: whoever adds up the column would count it twice.
 */
export function writeCsv({ column, now }: ChosenRows, figures: readonly Figure[]): string {
  const header = [column, ...figures.map((figure) => figure.name)];
  const lines = now.map((row) => [
    quoteText(groupOf(row, column)),
    ...figures.map((figure) => String(figureOf(row, figure) ?? '')),
  ]);
  return [header, ...lines].map((fields) => `${fields.join(',')}\r\n`).join('');
}

function quoteText(text: string): string {
  // Spreadsheets run a text that starts like a formula; a name may come from anybody.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
