/** A table as it is downloaded: columns in order, and rows by column. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** RFC 4180, with a header line, CRLF, UTF-8 without a mark. Null is an empty field, an empty text is `""`. */
export function toCsv({ columns, rows }: DataTable): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((fields) => `${fields.map(csvField).join(',')}\r\n`).join('');
}

/** A JSON array of objects, a row a line. */
export function toJson({ columns, rows }: DataTable): string {
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))),
  );
  return `[${lines.map((line) => `\n${line}`).join(',')}\n]\n`;
}

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
