import { type CodedError, defineErrors } from '@datahub/contract';
import type { Misfit } from './serving/judge-columns.ts';

/** What clients are told, in `extensions.code`. Nothing but these (and codes of GraphQL itself) leaves the server. */
export const clientError = defineErrors({
  INVALID_ARGUMENT: { message: '{argument}: {reason}.' },
  DATA_NOT_FOUND: { message: 'No data was published for {date}.' },
  CURSOR_EXPIRED: {
    message:
      'The page before was read from version {cursorVersion} of {dataset}, which is no longer kept; version {version} is served now. Ask again without `after`.',
  },
  DATASET_UNAVAILABLE: { message: '{dataset} cannot be served: {reason}' },
  NUMBER_TOO_LARGE: {
    message: '{value} is beyond 2^53, and JSON would carry a wrong number. Ask for a smaller range or group.',
  },
  BAD_REQUEST: { message: '{reason}' },
  INTERNAL: { message: 'The server failed to answer. Its log tells why, under request {requestId}.' },
});

/** What operators are told: at the start, in the log, and as the message of a dataset that is DEGRADED. */
export const serverError = defineErrors({
  API_CONFIG_INVALID: {
    message: 'The API cannot start, its environment has mistakes:\n{problems}',
    exitCode: 2,
  },
  API_FILE_MISSING: {
    message:
      '{dataset}: the file {file} of version {version} is missing. Restore it, or publish its day again.',
  },
  API_FILE_CORRUPT: {
    message:
      '{dataset}: the file {file} of version {version} is damaged ({reason}). Restore it, or publish its day again.',
  },
  API_FILE_UNFIT: {
    message:
      '{dataset}: the file {file} of version {version} does not fit the contract: the column {column} is {found}, and must be {expected}{more}. Publish its day again with a program of this contract; until then the last good version is served.',
  },
  API_TABLE_UNFIT: {
    message:
      '{dataset}: the schema in the log of version {version} does not fit the contract: the column {column} is {found}, and must be {expected}{more}. Restore the table to an older version, or publish it anew; until then the last good version is served.',
  },
  API_LOOK_FAILED: {
    message:
      '{dataset}: looking for a new version failed. It is tried again; the log of the server tells why.',
  },
  API_TABLE_GONE: {
    message:
      '{dataset}: the table has vanished from the lake. Version {version} is still served, from memory.',
  },
});

/** Error where an argument is not what the schema says in words. `extra` is shown in the error's extensions. */
export function invalidArgument(
  argument: string,
  reason: string,
  extra: Readonly<Record<string, unknown>> = {},
) {
  return clientError('INVALID_ARGUMENT', { argument, reason, ...extra });
}

/** Error for a data file that cannot be read as the contract says. */
export function fileUnfit(dataset: string, version: number, file: string, misfits: readonly Misfit[]) {
  return serverError('API_FILE_UNFIT', { dataset, version, file, ...firstOf(misfits), misfits });
}

/** Error for a table whose declared schema cannot be read as the contract says. */
export function tableUnfit(dataset: string, version: number, misfits: readonly Misfit[]) {
  return serverError('API_TABLE_UNFIT', { dataset, version, file: null, ...firstOf(misfits), misfits });
}

/** What kept a version from being served; null where the error is another. */
export function misfitsOf({ code, details }: CodedError): readonly Misfit[] | null {
  if (code !== 'API_FILE_UNFIT' && code !== 'API_TABLE_UNFIT') return null;
  return details.misfits as readonly Misfit[];
}

/** The first that matters, in words; the others are counted. */
function firstOf(misfits: readonly Misfit[]) {
  const [first, ...others] = misfits.filter(({ adaptation }) => adaptation === null);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return { column: first?.column, expected: first?.expected, found: first?.found, more };
}
