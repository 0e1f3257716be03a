import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { quoteText } from '@datahub/contract/storage';
import type { Store } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';

/** A refused record as it lies in the quarantine, one a line. */
export interface QuarantinedRecord {
  readonly run_id: string;
  readonly source: string;
  readonly run_date: string;
  readonly file: string;
  /** First line of the record, from 1. */
  readonly line: number;
  /** Where the record begins in the (decompressed) content, from 0. */
  readonly byte_offset: number;
  readonly rule: string;
  readonly detail: string;
  /** The whole record as text; null where it is no UTF-8. */
  readonly raw: string | null;
  /** The whole record's bytes in base64, only where they are no UTF-8. */
  readonly raw_base64?: string;
}

/** Where in a lake all refused records lie. */
export const QUARANTINE = '_quarantine';

/** Key of what a run refused of one day. */
export function quarantineKey(source: string, day: string, runId: string): string {
  return `${QUARANTINE}/${source}/run_date=${day}/${runId}.ndjson.gz`;
}

/** Where the refused records of a day lie. */
export interface Quarantined {
  readonly key: string;
  readonly records: number;
  readonly first: QuarantinedRecord;
}

export interface QuarantineOptions {
  readonly connection: DuckDBConnection;
  readonly store: Store;
  readonly source: string;
  readonly day: string;
  readonly runId: string;
  /** For the file until it is finished. */
  readonly folder: string;
}

/**
 * Puts every refused record of a day into the lake. Done before anything is committed: what is refused is never lost.
 * Null where none was refused.
 */
export async function writeQuarantine(options: QuarantineOptions): Promise<Quarantined | null> {
  const { store, source, day, runId } = options;
  const localPath = join(options.folder, `quarantine-${day}.ndjson.gz`);
  let records = 0;
  let first: QuarantinedRecord | undefined;
  async function* lines() {
    for await (const record of readQuarantine(options)) {
      first ??= record;
      records++;
      yield `${JSON.stringify(record)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(localPath));
  if (first === undefined) return null;
  const key = quarantineKey(source, day, runId);
  await store.putFile(key, localPath);
  return { key, records, first };
}

async function* readQuarantine({ connection, day, runId, source }: QuarantineOptions) {
  const stream = await connection.stream(
    `SELECT file, CAST(line AS DOUBLE) AS line, CAST(byte_offset AS DOUBLE) AS byte_offset, rule, detail, raw
     FROM quarantine WHERE run_date = ${quoteText(day)} ORDER BY file, byte_offset`,
  );
  for await (const rows of stream.yieldRowObjectJs()) {
    for (const row of rows) {
      const record: QuarantinedRecord = {
        run_id: runId,
        source,
        run_date: day,
        file: row.file as string,
        line: row.line as number,
        byte_offset: row.byte_offset as number,
        rule: row.rule as string,
        detail: row.detail as string,
        ...asText(row.raw as Uint8Array),
      };
      yield record;
    }
  }
}

/** Text where it is UTF-8, to the byte; else base64, for a replaced character could never be put back. */
function asText(raw: Uint8Array): Pick<QuarantinedRecord, 'raw' | 'raw_base64'> {
  try {
    return { raw: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw) };
  } catch {
    return { raw: null, raw_base64: Buffer.from(raw).toString('base64') };
  }
}
