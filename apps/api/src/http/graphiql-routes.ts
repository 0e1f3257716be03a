import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { GRAPHQL_PATH } from './graphql-route.ts';

export const GRAPHIQL_PATH = '/graphiql';

/** Served from this machine: mercurius' own page fetches these from elsewhere, and shows nothing without internet. */
const ASSETS = {
  'react.js': { of: 'react', file: 'umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { of: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { of: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { of: 'graphiql', file: 'graphiql.min.css', type: 'text/css' },
} as const;

const FIRST_QUERY = `# Days that have data, and where each dataset stands.
{
  getAvailableDates
  hub {
    datasets {
      name
      state
      version
      lastDate
      rows
    }
  }
}
`;

/**
 * GraphiQL, for people. It is a development dependency: where it is not installed, the log says so and the API runs
 * without.
 */
export async function registerGraphiqlRoutes(app: FastifyInstance): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  for (const [name, { of, file, type }] of Object.entries(ASSETS)) {
    let path: string;
    try {
      path = join(dirname(resolve(`${of}/package.json`)), file);
    } catch (err) {
      app.log.warn({ err }, 'GraphiQL is not installed; it is left out');
      return;
    }
    app.get(`${GRAPHIQL_PATH}/${name}`, async (_, reply) =>
      reply
        .type(type)
        .header('cache-control', 'max-age=3600')
        .send(await readFile(path)),
    );
  }
  // Who opens the endpoint in a browser is looking for this page.
  app.addHook('onRequest', async ({ method, url, headers }, reply) => {
    if (method === 'GET' && url === GRAPHQL_PATH && headers.accept?.includes('text/html')) {
      return reply.redirect(GRAPHIQL_PATH);
    }
  });
  app.get(GRAPHIQL_PATH, (_, reply) => reply.type('text/html').send(PAGE));
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Data Hub: GraphiQL</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${GRAPHIQL_PATH}/graphiql.css" />
    <style>body { margin: 0 } #graphiql { height: 100dvh }</style>
  </head>
  <body>
    <div id="graphiql">Loading…</div>
    <script src="${GRAPHIQL_PATH}/react.js"></script>
    <script src="${GRAPHIQL_PATH}/react-dom.js"></script>
    <script src="${GRAPHIQL_PATH}/graphiql.js"></script>
    <script>
      ReactDOM.createRoot(document.getElementById('graphiql')).render(
        React.createElement(GraphiQL, {
          fetcher: GraphiQL.createFetcher({ url: '${GRAPHQL_PATH}' }),
          defaultQuery: ${JSON.stringify(FIRST_QUERY)},
        }),
      );
    </script>
  </body>
</html>
`;
