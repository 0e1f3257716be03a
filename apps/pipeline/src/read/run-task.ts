import { isUtf8 } from 'node:buffer';
import { isCodedError } from '@datahub/contract';
import type { ParserPlan } from '@datahub/contract/storage';
import { pipelineError } from '../errors.ts';
import { ByteWindow, RECORD_LIMIT, WINDOW_MEMORY } from './byte-window.ts';
import { FastLines } from './fast/fast-lines.ts';
import { FastMemory } from './fast/fast-memory.ts';
import { type ByteSource, openGzip, openPlain } from './open-input.ts';
import { CsvRecordParser, CsvSplitter, NEED_MORE } from './records/parse-csv-record.ts';
import { JsonRecordParser } from './records/parse-json-record.ts';
import { Refusal } from './records/refusal.ts';
import { skipSpace } from './records/scan-json.ts';
import { heapMemory } from './staging/column-memory.ts';
import {
  type DayBounds,
  type StagedFiles,
  type StagedIds,
  StagedRecords,
  type TaskCounts,
} from './staging/staged-records.ts';

/** A file, or the part of one whose records start from `start` up to and without `end`. */
export interface ReadTask {
  /** From 0, in the order of the input. */
  readonly index: number;
  /** Place of the file in the input. */
  readonly file: number;
  readonly path: string;
  readonly name: string;
  /** Of the input. */
  readonly source: string;
  readonly day: string;
  readonly bounds: DayBounds;
  readonly gzip: boolean;
  /** Of the file as it lies on disk. */
  readonly size: number;
  readonly start: number;
  readonly end: number;
}

const LF = 10;
const CR = 13;

/** How far a task came. */
interface Progress {
  /** The line that is next. */
  line: number;
  /** Where it starts in the content. */
  offset: number;
}

export interface TaskResult extends TaskCounts {
  readonly index: number;
  /** Lines that start in the task. */
  readonly lines: number;
}

/** What a reader is made with. */
export interface ReaderStart {
  readonly plan: ParserPlan;
  /** Of the staged files, without ending. */
  readonly path: string;
  readonly ids: StagedIds | null;
  /** Null: every line is the parser's. */
  readonly fastPath: WebAssembly.Module | null;
  /** In a thread of its own, which may wait for the disk. */
  readonly ownThread: boolean;
}

/** Reads records of one task after the other into the same staged files. */
export class TaskReader {
  readonly #plan: ParserPlan;
  readonly #ownThread: boolean;
  readonly #staged: StagedRecords;
  readonly #refusal = new Refusal();
  readonly #memory: Buffer;
  readonly #json: JsonRecordParser;
  readonly #csv: CsvRecordParser;
  readonly #fast: FastLines | null;

  constructor({ plan, path, ids, fastPath, ownThread }: ReaderStart) {
    const fast = fastPath === null || plan.format !== 'NDJSON' ? null : fastMemory(fastPath, plan);
    this.#plan = plan;
    this.#ownThread = ownThread;
    this.#staged = new StagedRecords(plan, path, ids, fast ?? heapMemory);
    this.#json = new JsonRecordParser(this.#staged.columns, this.#refusal);
    this.#csv = new CsvRecordParser(this.#staged.columns, this.#refusal);
    const memory = (fast ?? heapMemory).allocate(WINDOW_MEMORY);
    this.#memory = Buffer.from(memory.buffer, memory.byteOffset, memory.length);
    this.#fast = fast === null ? null : FastLines.of(plan, this.#staged, fast);
  }

  /** @throws coded errors that name the file, where it cannot be read to its end. */
  async run(task: ReadTask): Promise<TaskResult> {
    this.#staged.begin(task.index, task.day, task.bounds);
    this.#fast?.begin(task.bounds);
    const progress: Progress = { line: 1, offset: 0 };
    let source: ByteSource | undefined;
    try {
      source = task.gzip
        ? await openGzip(task.path, task.size)
        : await openPlain(task.path, Math.max(0, task.start - 1), this.#ownThread);
      if (this.#plan.format === 'CSV') await this.#readCsv(task, source, progress);
      else await this.#readLines(task, source, progress);
    } catch (error) {
      throw readError(error, task, progress);
    } finally {
      await source?.close();
    }
    return { index: task.index, lines: progress.line - 1, ...this.#staged.endTask() };
  }

  async #readLines(task: ReadTask, source: ByteSource, progress: Progress): Promise<void> {
    const window = new ByteWindow(source, Math.max(0, task.start - 1), this.#memory);
    await window.fill();
    if (task.start > 0) await skipLine(window);
    else window.skipByteOrderMark();
    const place = { line: 0, offset: 0 };
    for (;;) {
      const { buffer, filled, ended, clean } = window;
      const limit = Math.min(filled, task.end - window.offsetOf(0));
      const fast = window.inPlace ? this.#fast : null;
      let at = window.at;
      for (;;) {
        if (fast !== null && at < limit) {
          const taken = fast.read(window, at, limit, progress.line);
          if (taken > 0) {
            progress.line += taken;
            progress.offset = window.offsetOf(fast.last);
            at = fast.next;
          }
        }
        if (window.offsetOf(at) >= task.end || at === filled) break;
        const feed = buffer.indexOf(10, at);
        // The line feed at `filled` is the window's own.
        if (feed === filled && !ended) break;
        const end = feed > at && buffer[feed - 1] === 13 ? feed - 1 : feed;
        place.line = progress.line++;
        place.offset = window.offsetOf(at);
        progress.offset = place.offset;
        if (skipSpace(buffer, at, end) !== end) this.#line(buffer, at, end, clean, place);
        at = feed === filled ? filled : feed + 1;
      }
      window.at = at;
      if (window.offsetOf(at) >= task.end || (window.ended && at === window.filled)) return;
      if (!(await window.fill())) throw tooLong(task, progress.line);
    }
  }

  #line(
    buffer: Buffer,
    from: number,
    end: number,
    clean: boolean,
    place: { line: number; offset: number },
  ): void {
    if (!clean && !isUtf8(buffer.subarray(from, end))) this.#refusal.add('invalid_utf8');
    else this.#json.parse(this.#staged.row, buffer, from, end);
    this.#staged.endRecord(this.#refusal, this.#json.rounded, place, buffer, from, end);
  }

  /** Ends the staged files. */
  close(): StagedFiles {
    return this.#staged.close();
  }

  async #readCsv(task: ReadTask, source: ByteSource, progress: Progress): Promise<void> {
    const window = new ByteWindow(source, 0, this.#memory);
    const splitter = new CsvSplitter();
    const place = { line: 0, offset: 0 };
    await window.fill();
    window.skipByteOrderMark();
    let header = true;
    while (!(window.ended && window.at === window.filled)) {
      let next = splitter.split(window.buffer, window.at, window.filled, window.ended);
      if (next === NEED_MORE) {
        if (await window.fill()) continue;
        // A quote that is never closed: taken as the end of the content, it costs its line and no more.
        next = splitter.split(window.buffer, window.at, window.filled, true);
        if (header) checkLineEnds(task, window);
        if (splitter.wellFormed || next === window.filled) throw tooLong(task, progress.line);
      }
      if (header) {
        if (!splitter.wellFormed) checkLineEnds(task, window);
        this.#header(task, splitter, window.buffer, progress.line);
        header = false;
      } else if (!this.#csv.isBlank(splitter)) {
        place.line = progress.line;
        place.offset = window.offsetOf(window.at);
        this.#csv.parse(this.#staged.row, splitter, window.buffer, window.at, window.clean);
        this.#staged.endRecord(
          this.#refusal,
          this.#csv.rounded,
          place,
          window.buffer,
          window.at,
          splitter.end,
        );
      }
      progress.line += splitter.lineFeeds;
      progress.offset = window.offsetOf(next);
      window.at = next;
    }
  }

  #header(task: ReadTask, splitter: CsvSplitter, buffer: Buffer, line: number): void {
    if (!splitter.wellFormed) throw pipelineError('INPUT_CSV_HEADER_INVALID', { file: task.name, line });
    const { missing, twice } = this.#csv.readHeader(splitter, buffer);
    if (missing.length > 0) {
      throw pipelineError('INPUT_CSV_COLUMN_MISSING', {
        file: task.name,
        line,
        columns: missing.join(', '),
        source: task.source,
      });
    }
    if (twice.length > 0) {
      throw pipelineError('INPUT_CSV_COLUMN_TWICE', { file: task.name, line, columns: twice.join(', ') });
    }
  }
}

/** Null where the machine does not give it: then every line is the parser's. */
function fastMemory(module: WebAssembly.Module, plan: ParserPlan): FastMemory | null {
  try {
    return new FastMemory(module, plan.fields.length, WINDOW_MEMORY);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Moves behind the line feed of the line that started before the task. */
async function skipLine(window: ByteWindow): Promise<void> {
  for (;;) {
    const feed = window.buffer.indexOf(10, window.at);
    if (feed < window.filled) {
      window.at = feed + 1;
      return;
    }
    window.at = window.filled;
    if (window.ended) return;
    await window.fill();
  }
}

/** A CSV that has CR and no LF, as far as it is known, is all one line: say so, and not what is wrong with the line. */
function checkLineEnds(task: ReadTask, { buffer, at, filled }: ByteWindow): void {
  const known = buffer.subarray(at, filled);
  if (known.includes(CR) && !known.includes(LF))
    throw pipelineError('INPUT_CSV_LINE_ENDS', { file: task.name });
}

function tooLong(task: ReadTask, line: number) {
  return pipelineError('INPUT_RECORD_TOO_LONG', { file: task.name, line, limit: RECORD_LIMIT });
}

function readError(error: unknown, task: ReadTask, at: Progress): unknown {
  if (isCodedError(error) || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const file = task.name;
  if (code.startsWith('Z_') || code === 'TRAILING_BYTES') {
    return pipelineError(
      'INPUT_GZIP_CORRUPT',
      { file, line: at.line - 1, byteOffset: at.offset, reason: error.message },
      error,
    );
  }
  return pipelineError('INPUT_UNREADABLE', { file, reason: error.message }, error);
}
