import { createHash } from 'node:crypto';
import { z } from 'zod';
import { invalidArgument } from '../errors.ts';
import type { RowsRequest } from './plan-rows.ts';

/**
 * Where a page ended: the version it was read from, what was asked, and the last row's group. A version never changes,
 * so that pages fit together whatever is published meanwhile.
 */
export interface Cursor {
  /** `metaData.id` of the Delta table: a version number means nothing without it. */
  readonly table: string;
  readonly version: number;
  readonly group: readonly (string | null)[];
}

const Encoded = z.tuple([
  z.string(),
  z.number().int().nonnegative(),
  z.string(),
  z.array(z.string().nullable()).max(64),
]);

/** Opaque text for clients. */
export function encodeCursor(cursor: Cursor, dataset: string, rows: RowsRequest): string {
  const { table, version, group } = cursor;
  const encoded: z.input<typeof Encoded> = [table, version, questionOf(dataset, rows), [...group]];
  return Buffer.from(JSON.stringify(encoded)).toString('base64url');
}

/** @throws INVALID_ARGUMENT where the text is no cursor, or one of another question */
export function decodeCursor(text: string, dataset: string, rows: RowsRequest): Cursor {
  const parsed = Encoded.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success) throw invalidArgument('after', 'it is not an `endCursor` of this server');
  const [table, version, question, group] = parsed.data;
  if (question !== questionOf(dataset, rows) || group.length !== rows.groupBy.length) {
    throw invalidArgument('after', 'it belongs to a question with other arguments');
  }
  return { table, version, group };
}

/** The same for the same question, whatever the page. */
export function questionOf(dataset: string, { from, to, filter, range, groupBy }: RowsRequest): string {
  const question = JSON.stringify([dataset, from, to, sorted(filter), sorted(range), groupBy]);
  return createHash('sha256').update(question).digest('base64url').slice(0, 16);
}

function sorted(byColumn: Readonly<Record<string, unknown>>) {
  return Object.entries(byColumn).sort(([a], [b]) => (a < b ? -1 : 1));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller tells that it is no cursor
  }
}
