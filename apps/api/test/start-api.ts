import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import { type ApiConfig, parseConfig } from '../src/config.ts';

export interface GraphqlAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly data?: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly errors?: readonly { message: string; extensions: any; path?: readonly unknown[] }[];
}

export interface TestApi {
  readonly app: FastifyInstance;
  readonly log: readonly string[];
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<GraphqlAnswer>;
  /** Waits until the question's answer fulfils the condition; milliseconds that it took. */
  waitFor(condition: () => Promise<boolean>, patience?: number): Promise<number>;
  close(): Promise<void>;
}

/** The API on a lake, asked without a network. */
export async function startApi(lake: string, overrides: Partial<ApiConfig> = {}): Promise<TestApi> {
  const log: string[] = [];
  const config = { ...parseConfig({ HUB_LAKE: lake, PORT: '0', HUB_USAGE: 'off' }), ...overrides };
  const app = await buildApp(config, { logStream: { write: (line) => void log.push(line) } });
  return {
    app,
    log,
    ask: async (query, variables, headers = {}) => {
      const payload = { query, variables };
      const response = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
      return response.json();
    },
    waitFor: async (condition, patience = 5000) => {
      const start = Date.now();
      while (!(await condition())) {
        if (Date.now() - start > patience) throw new Error(`nothing happened in ${patience} ms`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return Date.now() - start;
    },
    close: () => app.close(),
  };
}
