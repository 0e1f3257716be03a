// A server with the schema of a contract is sent documents, and says which it refuses, and where. Reads
// `{ root, sdl, documents: string[] }` from stdin, writes a list of `{ line, column }[]` to stdout.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** @type {{ root: string, sdl: string, documents: string[] }} */
const { root, sdl, documents } = JSON.parse(await text(process.stdin));
// The API's own packages: nothing of the tools serves.
const load = createRequire(join(root, 'apps/api/package.json'));
const app = load('fastify')();
await app.register(load('mercurius'), { schema: sdl, routes: true });
await app.ready();

/** @param {string} query */
async function ask(query) {
  const operationName = /(?:query|mutation|subscription)\s+(\w+)/.exec(query)?.[1];
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query, operationName } });
  // Refused, not answered with an error: nothing stands behind this schema, and no variables are sent.
  if (answer.statusCode !== 400) return [];
  /** @type {{ errors?: { locations?: { line: number, column: number }[] }[] }} */
  const { errors = [] } = answer.json();
  return errors.flatMap(({ locations = [] }) => locations);
}

const answers = [];
for (const document of documents) answers.push(await ask(document));
await app.close();
process.stdout.write(JSON.stringify(answers));
