import { contract } from '@datahub/contract';
import type { FastifyInstance } from 'fastify';
import type { Hub } from '../serving/open-hub.ts';

/**
 * `/health`: the process answers, and says which datasets are DEGRADED and why; always 200, as a restart would mend none
 * of it. `/ready`: it can serve every dataset, if only an older version of it; 503 where one has data that cannot be
 * served at all.
 */
export function registerHealthRoutes(app: FastifyInstance, hub: Hub): void {
  app.get('/health', async () => {
    const degraded = [...hub.datasets.values()]
      .filter(({ state }) => state === 'DEGRADED')
      .map(({ ir, message, current, newest }) => ({
        name: ir.name,
        message,
        version: current?.snapshot.version ?? null,
        newest,
      }));
    return { status: degraded.length === 0 ? 'ok' : 'degraded', degraded };
  });
  app.get('/ready', async (_, reply) => {
    const datasets = [...hub.datasets.values()].map(({ ir, state, message, current, newest }) => ({
      name: ir.name,
      state,
      message,
      version: current?.snapshot.version ?? null,
      compatibility: current?.verdict.compatibility ?? null,
      newest: newest === null ? null : { version: newest.version, compatibility: newest.compatibility },
      lastDate: [...(current?.days.keys() ?? [])].at(-1) ?? null,
    }));
    const ready = datasets.every(({ state, version }) => state !== 'DEGRADED' || version !== null);
    return reply.code(ready ? 200 : 503).send({ ready, wireHash: contract.wireHash, datasets });
  });
}
