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
await app.register(load('mercurius'), { schema: sdl, routes: false });
await app.ready();

/** @param {string} query */
async function ask(query) {
  try {
    await app.graphql(query);
  } catch (error) {
    const { code, errors = [] } =
      /** @type {{ code?: string, errors?: readonly import('graphql').GraphQLError[] }} */ (error);
    // Anything else is of the answer: nothing stands behind this schema, and no variables are sent.
    if (code === 'MER_ERR_GQL_VALIDATION') return errors.flatMap(({ locations }) => locations ?? []);
  }
  return [];
}

const answers = [];
for (const document of documents) answers.push(await ask(document));
await app.close();
process.stdout.write(JSON.stringify(answers));
