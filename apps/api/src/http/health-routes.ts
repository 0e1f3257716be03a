import { contract } from '@datahub/contract';
import type { FastifyInstance } from 'fastify';
import type { Hub } from '../serving/open-hub.ts';

/**
 * `/health`: the process answers. `/ready`: it can serve every dataset, if only an older version of it; 503 where one
 * has data that cannot be served at all.
 */
export function registerHealthRoutes(app: FastifyInstance, hub: Hub): void {
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_, reply) => {
    const datasets = [...hub.datasets.values()].map(({ ir, state, message, current }) => ({
      name: ir.name,
      state,
      message,
      version: current?.snapshot.version ?? null,
      lastDate: [...(current?.days.keys() ?? [])].at(-1) ?? null,
    }));
    const ready = datasets.every(({ state, version }) => state !== 'DEGRADED' || version !== null);
    return reply.code(ready ? 200 : 503).send({ ready, wireHash: contract.wireHash, datasets });
  });
}
