import { contract } from '@datahub/contract';
import { typeDefs } from '@datahub/contract/graphql';
import Fastify, { type FastifyRequest } from 'fastify';
import mercurius from 'mercurius';
import type { Column, EventLake } from './event-lake.ts';

interface RowArguments {
  readonly from?: string;
  readonly to?: string;
  readonly filter?: Partial<Record<Column, readonly string[]>>;
  readonly groupBy?: readonly Column[];
  readonly first: number;
  readonly after?: string;
}

export interface Asked {
  readonly operation: string;
  readonly variables: Record<string, unknown>;
  readonly headers: FastifyRequest['headers'];
}

export interface ServeOptions {
  /** What is served; the contract's own, if not given. */
  readonly sdl?: string;
  /** The dataset's field there. */
  readonly field?: string;
  readonly name?: string;
  readonly wireHash?: string;
  readonly state?: 'READY' | 'DEGRADED';
  readonly message?: string;
  /** Called before each question is answered; a number is sent as the HTTP status instead of an answer. */
  readonly before?: (asked: Asked) => number | undefined | Promise<number | undefined>;
  /** Changes a page on its way out. */
  readonly garble?: (page: { rows: unknown[]; totalCount: unknown }, args: RowArguments) => object;
}

/** A GraphQL server over HTTP that serves the contract's SDL from a lake in memory. */
export async function serveHub(lake: EventLake, options: ServeOptions = {}) {
  const {
    sdl = typeDefs,
    field = 'dailyMetrics',
    name = 'daily_metrics',
    wireHash = contract.wireHash,
  } = options;
  const asked: Asked[] = [];
  const app = Fastify();
  app.addHook('preHandler', async (request, reply) => {
    const body = request.body as { operationName?: string; variables?: Record<string, unknown> };
    const question = {
      operation: body.operationName ?? '',
      variables: body.variables ?? {},
      headers: request.headers,
    };
    asked.push(question);
    const status = await options.before?.(question);
    if (status) return reply.code(status).send('not now');
  });

  await app.register(mercurius, {
    schema: sdl,
    resolvers: {
      Query: {
        hub: () => ({
          wireHash,
          datasets: [
            {
              name,
              state: lake.dates.length === 0 ? 'EMPTY' : (options.state ?? 'READY'),
              message: options.message ?? null,
              version: lake.version,
              // To the second, as some writers have it: publishes may share one.
              publishedAt: lake.version === null ? null : '2024-01-01T00:00:00Z',
              runId: lake.runId,
              firstDate: lake.dates[0] ?? null,
              lastDate: lake.dates.at(-1) ?? null,
              days: lake.dates.length,
              rows: lake.rows([...lake.partitionBy, 'event_type'], () => true).length,
              storageHash: 'a'.repeat(64),
              columns: [],
            },
          ],
        }),
        changes: (_: unknown, { dataset }: { dataset: string }) => ({
          dataset,
          version: lake.version,
          full: true,
          partitions: [...lake.partitions()].map(([key, partition]) => ({
            values: (JSON.parse(key) as string[]).map((value, index) => ({
              key: lake.partitionBy[index],
              value,
            })),
            ...partition,
            removed: false,
          })),
        }),
        [field]: (_: unknown, args: RowArguments) => {
          const { from = '', to = '9999', filter = {}, first, after } = args;
          const by = args.groupBy ?? ([...lake.partitionBy, 'event_type'] as const);
          const all = lake.rows(
            by,
            (event) =>
              event.run_date >= from &&
              event.run_date <= to &&
              Object.entries(filter).every(([column, values]) => values.includes(event[column as Column])),
          );
          const start = after ? Number(after) : 0;
          const page = {
            rows: all.slice(start, start + first),
            totalCount: all.length,
            endCursor: start + first < all.length ? String(start + first) : null,
            version: lake.version,
          };
          return { ...page, ...options.garble?.(page, args) };
        },
      },
    },
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: new URL('/graphql', address), asked, close: () => app.close() };
}
