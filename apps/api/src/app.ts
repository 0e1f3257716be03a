import { typeDefs } from '@datahub/contract/graphql';
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { NoSchemaIntrospectionCustomRule } from 'graphql';
import mercurius, { type IResolvers } from 'mercurius';
import type { ApiConfig } from './config.ts';
import { createResolvers } from './graphql/resolvers.ts';
import { formatError } from './http/format-error.ts';
import { registerGraphiqlRoutes } from './http/graphiql-routes.ts';
import { type ExecutionContext, registerGraphqlRoute } from './http/graphql-route.ts';
import { registerHealthRoutes } from './http/health-routes.ts';
import { shorten } from './http/shorten.ts';
import { registerUsageRoute } from './http/usage-route.ts';
import type { Dataset } from './serving/follow-dataset.ts';
import { openHub } from './serving/open-hub.ts';
import { openUsage } from './usage/open-usage.ts';

/** What the process brings along. */
export interface AppDependencies {
  /** Where the log goes; stdout by default. */
  readonly logStream?: { write(line: string): void };
  /** The clock; the machine's by default. */
  readonly now?: () => Date;
}

const LARGEST_BODY = 256 * 1024; // bytes
const LONGEST_DOCUMENT = 5000; // tokens
const CACHED_DOCUMENTS = 512;

/**
 * The API, ready to be asked (`app.inject`, `app.listen`). Every dataset was looked at once, and is followed from then
 * on; `app.close()` answers what is in flight and frees everything.
 */
export async function buildApp(
  config: ApiConfig,
  { logStream, now = () => new Date() }: AppDependencies = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOf(config, logStream),
    bodyLimit: LARGEST_BODY,
    // A line for each of a dashboard's questions tells nobody anything.
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: true,
  });
  const hub = await openHub(config, (dataset, err) => logChange(app, dataset, err));
  app.addHook('onClose', hub.close);
  app.removeContentTypeParser('text/plain'); // GraphQL comes as JSON only: what a foreign page's form cannot send

  await app.register(mercurius, {
    schema: typeDefs,
    resolvers: createResolvers() as unknown as IResolvers,
    routes: false,
    // Its key is the text alone, so that a document with two operations answered the first for both.
    jit: 0,
    cache: CACHED_DOCUMENTS,
    allowBatchedQueries: false,
    graphql: { parseOptions: { maxTokens: LONGEST_DOCUMENT } },
    validationRules: config.introspection ? [] : [NoSchemaIntrospectionCustomRule],
    errorFormatter: ({ data, errors }, context) => {
      const { report } = context as unknown as ExecutionContext;
      const formatted = (errors ?? []).map((error) => formatError(error, report));
      return {
        statusCode: 200,
        response: { ...(data === undefined ? {} : { data }), errors: formatted as never },
      };
    },
  });

  endConnections(app);
  const usage = openUsage({
    folder: config.usage,
    schema: app.graphql.schema,
    now,
    onFailure: (err) =>
      app.log.warn({ err }, 'counts of use cannot be kept; they are held in memory meanwhile'),
  });
  app.addHook('onClose', usage.close);
  registerGraphqlRoute(app, hub, usage);
  registerUsageRoute(app, usage);
  registerHealthRoutes(app, hub);
  if (config.graphiql) await registerGraphiqlRoutes(app);
  setFallbacks(app);
  return app;
}

/** A connection that is kept alive after its last answer would hold up the shutdown until it times out. */
function endConnections(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

function loggerOf(
  { logLevel }: ApiConfig,
  stream: AppDependencies['logStream'],
): FastifyServerOptions['logger'] {
  return { level: logLevel, ...(stream ? { stream } : {}) };
}

function logChange(app: FastifyInstance, { ir, state, message, current }: Dataset, err?: Error): void {
  const facts = { dataset: ir.name, state, version: current?.snapshot.version ?? null };
  if (state === 'DEGRADED') app.log.error({ ...facts, err }, message ?? '');
  else app.log.info(facts, state === 'EMPTY' ? 'nothing was published yet' : 'a version is served');
}

/** What is wrong with a request before a route sees it is told in the same shape as everything else. */
function setFallbacks(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return reply
        .code(status)
        .send({ errors: [{ message: shorten(error.message), extensions: { code: 'BAD_REQUEST' } }] });
    }
    return reply
      .code(500)
      .send({ errors: [formatError(error, { requestId: request.id, log: request.log })] });
  });
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send({
      errors: [
        { message: 'There is nothing here. GraphQL is at /graphql.', extensions: { code: 'NOT_FOUND' } },
      ],
    }),
  );
}
