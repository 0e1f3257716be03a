import { defineErrors } from '@datahub/contract';
import { exitCodes } from './exit-codes.ts';

const usage = exitCodes.usage.code;
const badInput = exitCodes.badInput.code;
const noInput = exitCodes.noInput.code;

/**
 * Everything that can go wrong in the `datahub` command, in words that say what to do. Details named `file` and
 * `line` say where.
 */
export const pipelineError = defineErrors({
  USAGE: { message: '{problem}', exitCode: usage },
  CONFIG_INVALID: { message: 'The environment is not usable:\n{problems}', exitCode: usage },
  SOURCE_UNKNOWN: { message: 'There is no source "{source}". There are: {known}.', exitCode: usage },
  DATASET_UNKNOWN: {
    message: 'No dataset "{dataset}" is made from {source}. There are: {known}.',
    exitCode: usage,
  },
  DATE_INVALID: {
    message: '{option} "{text}" is not a date that exists. Write YYYY-MM-DD.',
    exitCode: usage,
  },
  RANGE_INVALID: { message: '--from {from} is after --to {to}.', exitCode: usage },
  RANGE_TOO_LONG: {
    message: '{days} days are more than one run takes ({limit}). Give a shorter range.',
    exitCode: usage,
  },
  PATTERN_WITHOUT_DATE: {
    message:
      '--input "{pattern}" names the same files for every day. Put {placeholder} where the day stands in their names, or give one --date.',
    exitCode: usage,
  },

  PATTERN_EMPTY: {
    message:
      '--input is empty. Give a file, a folder or a glob; {placeholder} in its name stands for the day.',
    exitCode: usage,
  },
  PATTERN_PLACEHOLDER: {
    message: '--input "{pattern}": {unknown} stands for nothing. What stands for a day is {known}.',
    exitCode: usage,
  },

  INPUT_MISSING: { message: 'There is no input for {day}: {path} does not exist.', exitCode: noInput },
  INPUT_NONE: {
    message: 'There is no input for any day from {from} to {to}: {pattern} names no file.',
    exitCode: noInput,
  },
  INPUT_DAYS_MISSING: {
    message: '{count} days from {from} to {to} have no input: {days}. Leave out --strict-days to skip them.',
    exitCode: noInput,
  },
  INPUT_UNREADABLE: { message: '{file} cannot be read: {reason}.', exitCode: noInput },
  INPUT_CHANGED: {
    message: '{file} was changed while it was read. Nothing was committed; run again.',
    exitCode: badInput,
  },
  INPUT_EMPTY: { message: '{file} is empty.', exitCode: badInput },
  INPUT_NO_RECORDS: { message: 'The input of {day} holds no record: {files}.', exitCode: badInput },
  INPUT_ALL_REFUSED: {
    message:
      'Every one of the {count} records of {day} was refused; the first in {file}, line {line}: {rule}. Nothing was committed; the records lie in {quarantine}.',
    exitCode: badInput,
  },
  INPUT_FORMAT: {
    message: '{file}: source {source} reads {expected}, and the name says {actual}.',
    exitCode: badInput,
  },
  INPUT_GZIP_CORRUPT: {
    message:
      '{file}: the gzip data is cut short or damaged near byte {byteOffset}, behind line {line} ({reason}).',
    exitCode: badInput,
  },
  INPUT_CSV_COLUMN_MISSING: {
    message: '{file}, line {line}: the header lacks {columns}, which source {source} declares.',
    exitCode: badInput,
  },
  INPUT_CSV_COLUMN_TWICE: {
    message: '{file}, line {line}: the header names {columns} more than once.',
    exitCode: badInput,
  },
  INPUT_PARQUET_INVALID: { message: '{file} cannot be read as Parquet: {reason}.', exitCode: badInput },
  INPUT_PARQUET_COLUMN: {
    message: '{file}: column {column} is {actual}, and source {source} declares {expected}.',
    exitCode: badInput,
  },

  INPUT_CSV_HEADER_INVALID: {
    message: '{file}, line {line}: the header is not CSV as RFC 4180 defines it.',
    exitCode: badInput,
  },
  INPUT_CSV_LINE_ENDS: {
    message:
      '{file}: its lines end with CR alone; those of CSV (RFC 4180) end with CRLF or LF. Convert it: tr "\\r" "\\n".',
    exitCode: badInput,
  },
  INPUT_FORMAT_FOUND: {
    message: '{file} holds {found}, and source {source} reads {expected}.',
    exitCode: badInput,
  },
  INPUT_RECORD_TOO_LONG: {
    message: '{file}, line {line}: a record is longer than {limit} bytes. Is a line end missing?',
    exitCode: badInput,
  },

  SOURCE_ZONES_DIFFER: {
    message:
      'The datasets of {event} cut the business day in different zones ({zones}), and a run has one. Give them the same zone.',
    exitCode: exitCodes.contract.code,
  },
  SOURCE_SQL_INVALID: {
    message: '{sqlFile}: the SQL of source {source} does not give the event {event}: {reason}.',
    exitCode: exitCodes.contract.code,
  },
  DATASET_SQL_INVALID: {
    message: '{sqlFile}: the SQL of dataset {dataset} does not give its rows: {reason}.',
    exitCode: exitCodes.contract.code,
  },
  DAY_OF_OTHER_SOURCE: {
    message: '{dataset}: {days} came from {owner}, not from {source}. Give --replace-source to replace them.',
    exitCode: exitCodes.refused.code,
  },

  COUNTS_DISAGREE: {
    message:
      '{day}: {read} records were read, but {aggregated} aggregated + {duplicates} duplicates + {quarantined} quarantined are not as many. Nothing was committed.',
    exitCode: exitCodes.inconsistent.code,
  },
  WRITTEN_UNFIT: {
    message:
      '{file}, column {column}: written was {found}, and the contract says {expected}. Nothing was committed; mend what makes the rows.',
    exitCode: exitCodes.inconsistent.code,
  },
  ROWS_LOST: {
    message: '{dataset}: {expected} rows were aggregated and {actual} written. Nothing was committed.',
    exitCode: exitCodes.inconsistent.code,
  },
  QUARANTINE_INCOMPLETE: {
    message: '{day}: {expected} records were refused and {actual} kept. Nothing was committed.',
    exitCode: exitCodes.inconsistent.code,
  },
  PUBLISH_OVERTAKEN: {
    message:
      '{dataset}: others committed to the same days while this run did. Nothing of it was committed; try again.',
    exitCode: exitCodes.conflict.code,
  },
  ENGINE_MEMORY: {
    message:
      'DuckDB cannot do this with {limit} of memory. Raise HUB_MEMORY (128MB by default), or lower HUB_THREADS. ({reason})',
    exitCode: exitCodes.memory.code,
  },
  INTERRUPTED: { message: 'Stopped. Nothing was committed.', exitCode: exitCodes.interrupted.code },
  LAKE_EMPTY: { message: 'There is nothing to verify in {lake}: it holds no table.', exitCode: noInput },
  LAKE_DAMAGED: {
    message: 'The lake {lake} is not what its log says: {count} of its files are missing or damaged.',
    exitCode: badInput,
  },
});
