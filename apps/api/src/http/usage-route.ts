import type { FastifyInstance } from 'fastify';
import { invalidArgument } from '../errors.ts';
import { isDate } from '../graphql/scalars.ts';
import type { Usage } from '../usage/open-usage.ts';
import { formatError } from './format-error.ts';

/** `/usage`: who used what of the schema; `?since=YYYY-MM-DD` sums from that day on. */
export function registerUsageRoute(app: FastifyInstance, usage: Usage): void {
  app.get<{ Querystring: { readonly since?: unknown } }>('/usage', async (request, reply) => {
    const { since } = request.query;
    if (since !== undefined && (typeof since !== 'string' || !isDate(since))) {
      const error = invalidArgument('since', 'it is not a day in the calendar, written YYYY-MM-DD');
      const report = { requestId: request.id, log: request.log };
      return reply.code(400).send({ errors: [formatError(error, report)] });
    }
    return usage.report(since ?? null);
  });
}
