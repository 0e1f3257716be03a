import { createHash } from 'node:crypto';
import type { PartitionValues } from './actions.ts';

/** Directory name of a null, as Hive and Spark write it. */
const NULL_DIRECTORY = '__HIVE_DEFAULT_PARTITION__';

// The characters that Spark escapes: ExternalCatalogUtils.charToEscape. Spaces and non-ASCII stay as they are.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
const ESCAPED = /[\x00-\x1f"#%'*/:=?\\{[\]^\x7f]/g;

/**
 * Folder of a partition below the table's root: `run_date=2023-10-27/region=EIRE%2Fie`. Null and the empty text share
 * one folder, as in Spark: a reader takes partition values from the log, never from a path.
 */
export function partitionPath(columns: readonly string[], values: PartitionValues): string {
  return columns.map((column) => fit(`${escapeName(column)}=${directoryOf(values[column])}`)).join('/');
}

/** Longest name of a file or folder, in bytes, that every file system takes. */
const NAME_MAX = 255;

/**
 * A name that is too long, as escapes make one of a value with many odd characters, keeps its beginning and gets a
 * digest of the whole. No reader minds: partition values are in the log.
 */
function fit(name: string): string {
  if (Buffer.byteLength(name) <= NAME_MAX) return name;
  const digest = createHash('sha256').update(name).digest('hex');
  let start = '';
  for (const char of name) {
    if (Buffer.byteLength(start + char) > NAME_MAX - 2 - digest.length) break;
    start += char;
  }
  return `${start.replace(/%[0-9A-F]?$/, '')}__${digest}`;
}

function directoryOf(value: string | null | undefined): string {
  return value === null || value === undefined || value === '' ? NULL_DIRECTORY : escapeName(value);
}

function escapeName(text: string): string {
  return text.replaceAll(
    ESCAPED,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

// delta-rs spells the path of a `remove` anew, and compares spellings: had we written `%2B` where it writes `+`, what it
// replaced would stay in the table for all that read with it. So these stay literal, as they do there (tried with 1.6.6).
const LITERAL = /%(?:24|26|2B|2C|3B|3D|40)/g; // $ & + , ; = @

/** A path on disk as the log spells it: percent-encoded, a second time where the name is escaped (`%2F`: `%252F`). */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment).replaceAll(LITERAL, decodeURIComponent))
    .join('/');
}

/**
 * The path on disk of a path in the log. Writers spell one path in several ways (Spark leaves non-ASCII literal), so
 * that this, not the spelling, names a file. Null for what is no percent-encoded relative path.
 */
export function decodePath(logPath: string): string | null {
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(logPath)) return null;
  try {
    return decodeURIComponent(logPath);
  } catch {
    return null;
  }
}

/** An empty text is a null in a partition column: PROTOCOL.md, "Partition Value Serialization". */
export function emptyToNull(values: PartitionValues): PartitionValues {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => [column, value === '' ? null : value]),
  );
}
