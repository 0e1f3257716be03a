import { isCodedError } from '@datahub/contract';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { clientError } from '../errors.ts';
import { shorten } from './shorten.ts';

/** Of the request that failed. */
export interface ErrorReport {
  readonly requestId: string;
  readonly log: FastifyBaseLogger;
}

/**
 * An error as a client may see it. What is not in the catalogue of client errors is logged whole, and told as
 * INTERNAL with the request's id: no message of a database, no path, no stack leaves the server.
 */
export function formatError(error: unknown, { requestId, log }: ErrorReport): GraphQLFormattedError {
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (isCodedError(cause) && clientError.codes.includes(cause.code)) {
    const { reason: _, ...details } = cause.details; // the reason is in the message
    const echoed = Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? shorten(value) : value,
    ]);
    const extensions = { code: cause.code, ...Object.fromEntries(echoed) };
    return { message: shorten(cause.message), ...place, extensions };
  }
  if (error instanceof GraphQLError && isRequestError(error)) {
    const code = error.extensions.code ?? 'BAD_REQUEST';
    return { message: shorten(error.message), ...place, extensions: { code } };
  }
  log.error({ err: cause, requestId }, 'a request failed');
  const internal = clientError('INTERNAL', { requestId });
  return { message: internal.message, ...place, extensions: { code: internal.code, requestId } };
}

/** True for what GraphQL itself says of a document or of its variables, before anything is executed. */
function isRequestError(error: GraphQLError): boolean {
  const cause = error.originalError;
  return error.path === undefined && (cause === undefined || cause instanceof GraphQLError);
}

function placeOf({ locations, path }: GraphQLError) {
  return { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
}
