import { contract } from '@datahub/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, getOperationAST, parse } from 'graphql';
import { clientError } from '../errors.ts';
import type { RequestContext } from '../graphql/request-context.ts';
import type { Hub } from '../serving/open-hub.ts';
import { openReading, type Reading } from '../serving/open-reading.ts';
import type { Usage } from '../usage/open-usage.ts';
import { readClient } from '../usage/read-client.ts';
import { type ErrorReport, formatError } from './format-error.ts';
import { type GraphqlRequest, readBody, readQueryString } from './read-request.ts';

export const GRAPHQL_PATH = '/graphql';
const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** What resolvers and the error formatter are given. */
export interface ExecutionContext extends RequestContext {
  readonly report: ErrorReport;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * `/graphql` after the GraphQL over HTTP specification, which mercurius' own routes do not follow in all: parameters are
 * checked, a request that never came to be executed is told from one that failed, and the answer has the asked type.
 */
export function registerGraphqlRoute(app: FastifyInstance, hub: Hub, usage: Usage): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply, read: () => GraphqlRequest) => {
    const strict = acceptsGraphqlResponse(request.headers.accept);
    const report = { requestId: request.id, log: request.log };
    const reading = openReading(hub);
    try {
      const { status, body, asked } = await execute(app, request.method, read, { reading, report });
      if (asked !== null) usage.count(readClient(request.headers), asked);
      // Clients of plain JSON expect 200 for whatever was a well-formed request.
      const codes = { malformed: 400, refused: strict ? 400 : 200, answered: 200 };
      return await reply
        .code(codes[status])
        .headers({
          'content-type': strict ? GRAPHQL_TYPE : JSON_TYPE,
          'x-datahub-wire-hash': contract.wireHash,
          'x-datahub-version': versionsOf(reading),
        })
        .send(JSON.stringify(body));
    } finally {
      reading.close();
    }
  };

  app.post(GRAPHQL_PATH, (request, reply) => answer(request, reply, () => readBody(request.body)));
  app.get(GRAPHQL_PATH, (request, reply) => answer(request, reply, () => readQueryString(request.query)));
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: GRAPHQL_PATH,
    handler: (_, reply) =>
      reply
        .code(405)
        .header('allow', 'GET, POST')
        .send({ errors: [{ message: 'Ask by GET or POST.', extensions: { code: 'BAD_REQUEST' } }] }),
  });
}

type Outcome = {
  /** `malformed`: no GraphQL request at all; `refused`: one that is not valid; `answered`: executed. */
  readonly status: 'malformed' | 'refused' | 'answered';
  readonly body: Answer;
  /** What was executed: a valid document with valid variables. */
  readonly asked: GraphqlRequest | null;
};

async function execute(
  app: FastifyInstance,
  method: string,
  read: () => GraphqlRequest,
  context: ExecutionContext,
): Promise<Outcome> {
  const failed = (errors: readonly unknown[]) => ({
    errors: errors.map((error) => formatError(error, context.report)),
  });
  let request: GraphqlRequest;
  try {
    request = read();
    if (method === 'GET') refuseChange(request);
  } catch (error) {
    return { status: 'malformed', body: failed([error]), asked: null };
  }
  try {
    refuseJson(request.query);
    const body: Answer = await app.graphql(
      request.query,
      { ...context },
      request.variables,
      request.operationName,
    );
    const isAnswer = body.data !== undefined;
    return { status: isAnswer ? 'answered' : 'refused', body, asked: isAnswer ? request : null };
  } catch (error) {
    return { status: 'refused', body: failed(requestErrorsOf(error)), asked: null };
  }
}

/** mercurius takes a parsed document as JSON for a query, and stumbles where it is none: no GraphQL begins so. */
function refuseJson(query: string): void {
  if (/^\s*(\{\s*["}]|["[\d-]|(null|true|false)\s*$)/.test(query)) parse(query);
}

/** What is fetched by GET may be fetched again by anybody on the way: it must change nothing. */
function refuseChange({ query, operationName }: GraphqlRequest): void {
  if (!/\bmutation\b/.test(query)) return;
  if (getOperationAST(parse(query), operationName)?.operation !== 'mutation') return;
  throw clientError('BAD_REQUEST', { reason: 'A mutation cannot be asked for by GET.' });
}

/** mercurius throws what it found in a document as one error that holds the others. */
function requestErrorsOf(error: unknown): readonly unknown[] {
  if (error instanceof GraphQLError) return [error];
  const inner = error instanceof Error && 'errors' in error ? error.errors : undefined;
  return Array.isArray(inner) && inner.length > 0 ? inner : [error];
}

function acceptsGraphqlResponse(accept: string | undefined): boolean {
  return accept?.toLowerCase().includes('application/graphql-response+json') ?? false;
}

/** `daily_metrics=12`, a dataset each; those that have nothing to serve are left out. */
function versionsOf(reading: Reading): string {
  return [...reading.datasets.values()]
    .flatMap((dataset) => {
      const version = reading.currentOf(dataset);
      return version === null ? [] : [`${dataset.ir.name}=${version.snapshot.version}`];
    })
    .join(', ');
}
