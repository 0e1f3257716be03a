import { z } from 'zod';
import { clientError } from '../errors.ts';

/** What is asked over HTTP: the parameters of the GraphQL over HTTP specification. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
}

const MapOrNothing = z
  .record(z.string(), z.unknown(), 'must be a map')
  .nullish()
  .transform((value) => value ?? undefined);

const Parameters = z.object(
  {
    query: z.string('must be text').min(1, 'is empty'),
    operationName: z
      .string('must be text')
      .nullish()
      .transform((value) => value ?? undefined),
    variables: MapOrNothing,
    extensions: MapOrNothing,
  },
  'must be a JSON object',
);

/**
 * Parameters from a JSON body.
 * @throws BAD_REQUEST naming every parameter that is wrong
 */
export function readBody(body: unknown): GraphqlRequest {
  const parsed = Parameters.safeParse(body);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the body'}: ${message}`,
  );
  throw clientError('BAD_REQUEST', { reason: `The request is not understood: ${reasons.join('; ')}.` });
}

/** Parameters from a query string, where maps are written as JSON. */
export function readQueryString(parameters: unknown): GraphqlRequest {
  const { variables, extensions, ...rest } = parameters as Readonly<Record<string, unknown>>;
  return readBody({ ...rest, variables: parseMap(variables), extensions: parseMap(extensions) });
}

function parseMap(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text; // no map: refused with the others
  }
}
