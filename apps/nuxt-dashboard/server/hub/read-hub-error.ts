import type { CodedError } from '@datahub/contract';
import { ClientError } from 'graphql-request';
import { dashboardError } from '../errors.ts';

/** Errors that a query gets which does not fit the served schema. */
const MISFITS = new Set(['GRAPHQL_VALIDATION_FAILED', 'MER_ERR_GQL_VALIDATION']);

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at its address',
  ECONNRESET: 'it closed the connection',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name could not be looked up',
  EHOSTUNREACH: 'its host cannot be reached',
  UND_ERR_SOCKET: 'it closed the connection',
};

/** Says in the dashboard's words why a question to the API failed. `timeoutMs` is what it was given. */
export function readHubError(error: unknown, timeoutMs: number): CodedError {
  if (error instanceof ClientError) return readAnswer(error);
  if (error instanceof Error && error.name === 'TimeoutError') {
    return dashboardError('DASHBOARD_API_TIMEOUT', { seconds: timeoutMs / 1000 }, error);
  }
  // Only `fetch` itself has a cause: the connection. Anything else is an answer that could not be read.
  if (!(error instanceof Error && error.cause)) return dashboardError('DASHBOARD_API_GARBLED', {}, error);
  const code = readCode(error.cause);
  const reason = (code && REASONS[code]) ?? code ?? 'the connection failed';
  return dashboardError('DASHBOARD_API_UNREACHABLE', { reason }, error);
}

function readAnswer(error: ClientError): CodedError {
  const { errors, status } = error.response;
  const first = errors?.[0];
  if (!first) return dashboardError('DASHBOARD_API_FAILED', { status }, error);
  const misfit =
    MISFITS.has(String(first.extensions?.code)) || /Cannot query field|Unknown argument/.test(first.message);
  const details = { reason: first.message.replace(/\.$/, '') };
  return dashboardError(misfit ? 'DASHBOARD_API_MISMATCH' : 'DASHBOARD_API_REFUSED', details, error);
}

function readCode(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('code' in value)) return undefined;
  return typeof value.code === 'string' ? value.code : undefined;
}
