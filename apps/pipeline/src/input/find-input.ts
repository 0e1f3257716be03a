import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { SourceIr } from '@datahub/contract';
import { glob, isDynamicPattern } from 'tinyglobby';
import { pipelineError } from '../errors.ts';
import type { InputFile } from '../read/input-file.ts';
import { checkName } from './check-name.ts';
import {
  DATE_PLACEHOLDER,
  expandPattern,
  namesDay,
  PLACEHOLDERS,
  unknownPlaceholders,
} from './expand-pattern.ts';

export interface InputRequest {
  readonly source: SourceIr;
  /** A file, a folder, or a glob; `{date}` in it becomes the day. Relative to `cwd`. */
  readonly pattern: string;
  /** Business days, oldest first, at least one. */
  readonly days: readonly string[];
  /** A day without a file is an error. */
  readonly strictDays: boolean;
  readonly cwd: string;
}

export interface FoundInput {
  /** Those that have files, oldest first. */
  readonly days: readonly DayInput[];
  /** Those that have none. */
  readonly missing: readonly string[];
}

export interface DayInput {
  readonly day: string;
  /** In byte order of their paths, so that a day is the same wherever it is read. */
  readonly files: readonly InputFile[];
}

/**
 * Finds the files of each day.
 * @throws PATTERN_EMPTY, PATTERN_WITHOUT_DATE, PATTERN_PLACEHOLDER, INPUT_MISSING, INPUT_NONE, INPUT_DAYS_MISSING, INPUT_UNREADABLE, INPUT_FORMAT
 */
export async function findInput(request: InputRequest): Promise<FoundInput> {
  const { pattern, days, strictDays, source } = request;
  const [from = '', to = from] = [days[0], days.at(-1)];
  if (pattern.trim() === '') throw pipelineError('PATTERN_EMPTY', { placeholder: DATE_PLACEHOLDER });
  if (days.length > 1 && !namesDay(pattern)) {
    checkPlaceholders(pattern);
    throw pipelineError('PATTERN_WITHOUT_DATE', { pattern, placeholder: DATE_PLACEHOLDER });
  }
  const found: DayInput[] = [];
  const missing: string[] = [];
  for (const day of days) {
    const name = expandPattern(pattern, day);
    const paths = await filesOf(name, request.cwd);
    for (const path of paths) checkName(path, source);
    if (paths.length === 0) missing.push(day);
    else
      found.push({
        day,
        files: paths.map((path) => ({ path: resolve(request.cwd, path), name: path, day })),
      });
  }
  if (found.length === 0) {
    checkPlaceholders(pattern);
    throw days.length === 1
      ? pipelineError('INPUT_MISSING', { day: from, path: expandPattern(pattern, from) })
      : pipelineError('INPUT_NONE', { from, to, pattern });
  }
  if (strictDays && missing.length > 0) {
    throw pipelineError('INPUT_DAYS_MISSING', { from, to, count: missing.length, days: missing.join(', ') });
  }
  return { days: found, missing };
}

/** Asked only where a pattern is of no use: a name may have braces of its own. */
function checkPlaceholders(pattern: string): void {
  const unknown = unknownPlaceholders(pattern);
  if (unknown.length === 0) return;
  const known = PLACEHOLDERS.join(', ');
  throw pipelineError('PATTERN_PLACEHOLDER', { pattern, unknown: unknown.join(', '), known });
}

/** Names of the files that a name stands for, as the user would write them. None where there is nothing. */
async function filesOf(name: string, cwd: string): Promise<string[]> {
  // What exists as it is written is no glob, brackets in its name or not.
  const kind = await kindOf(resolve(cwd, name), name);
  if (kind === 'file') return [name];
  if (kind === 'folder') return filesIn(name, cwd);
  if (!isDynamicPattern(name)) return [];
  const matches = await glob(name, { cwd, onlyFiles: true, dot: false, expandDirectories: false });
  return matches.filter((path) => !isHidden(path.split('/').at(-1) ?? '')).sort(byBytes);
}

/** A folder's own files; `_SUCCESS`, `.part.crc` and the like are no data. */
async function filesIn(folder: string, cwd: string): Promise<string[]> {
  const entries = await readdir(resolve(cwd, folder)).catch((cause) => {
    throw unreadable(folder, cause);
  });
  const names = entries.filter((entry) => !isHidden(entry)).map((entry) => join(folder, entry));
  const kinds = await Promise.all(names.map((name) => kindOf(resolve(cwd, name), name)));
  return names.filter((_, index) => kinds[index] === 'file').sort(byBytes);
}

async function kindOf(path: string, name: string): Promise<'file' | 'folder' | null> {
  try {
    const stats = await stat(path);
    return stats.isDirectory() ? 'folder' : 'file';
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')) return null;
    throw unreadable(name, cause);
  }
}

function unreadable(file: string, cause: unknown) {
  return pipelineError('INPUT_UNREADABLE', { file, reason: (cause as Error).message }, cause);
}

function isHidden(name: string): boolean {
  return name.startsWith('_') || name.startsWith('.');
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
