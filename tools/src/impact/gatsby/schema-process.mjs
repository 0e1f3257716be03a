// Gatsby's own schema builder and its own type generator, in a process of their own: they keep state, write to the
// terminal, and make a `.cache` where they are started. Asked and answered over Node's channel between processes.
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * @typedef {{ typeDefs: string[], extensions: string }} BuildSchema
 * @typedef {{ definitions: { name: string, filePath: string, isFragment: boolean, text: string }[] }} WriteTypes
 */

const site = /** @type {string} */ (process.argv[2]);
const require = createRequire(join(site, 'package.json'));
/** Gatsby's inner modules have no types, and are pinned with it. */
const load = (/** @type {string} */ path) => require(path);
const { parse, printSchema, extendSchema } = require('graphql');
const { buildSchema } = load('gatsby/dist/schema/schema');
const { createSchemaComposer } = load('gatsby/dist/schema/schema-composer');
const { builtInFieldExtensions } = load('gatsby/dist/schema/extensions');
const { builtInTypeDefinitions } = load('gatsby/dist/schema/types/built-in-types');
const { TypeConflictReporter } = load('gatsby/dist/schema/infer/type-conflict-reporter');
const { writeTypeScriptTypes } = load('gatsby/dist/utils/graphql-typegen/ts-codegen');

/** @type {import('graphql').GraphQLSchema} */
let schema;

/** @param {BuildSchema} question */
async function makeSchema({ typeDefs, extensions }) {
  const built = await buildSchema({
    schemaComposer: createSchemaComposer({ fieldExtensions: builtInFieldExtensions }),
    types: [
      ...builtInTypeDefinitions().map((/** @type {unknown} */ typeOrTypeDef) => ({ typeOrTypeDef })),
      ...typeDefs.map((text) => ({ typeOrTypeDef: parse(text), plugin: { name: 'workspace' } })),
    ],
    typeMapping: {},
    fieldExtensions: builtInFieldExtensions,
    thirdPartySchemas: [],
    printConfig: null,
    enginePrintConfig: undefined,
    typeConflictReporter: new TypeConflictReporter(),
    inferenceMetadata: { typeMap: {} },
  });
  schema = extensions === '' ? built : extendSchema(built, parse(extensions));
  return printSchema(schema);
}

/** @param {WriteTypes} question */
async function makeTypes({ definitions }) {
  const folder = mkdtempSync(join(process.cwd(), 'types-'));
  const entries = new Map();
  for (const { text, ...meta } of definitions) {
    entries.set(meta.name, {
      ...meta,
      def: parse(text).definitions[0],
      isStaticQuery: false,
      hash: meta.name,
    });
  }
  const typesOutputPath = 'gatsby-types.d.ts';
  await writeTypeScriptTypes(folder, schema, entries, { typesOutputPath, documentSearchPaths: [] });
  return readFileSync(join(folder, typesOutputPath), 'utf8');
}

process.on('message', async (/** @type {BuildSchema | WriteTypes} */ question) => {
  try {
    const answer = 'typeDefs' in question ? await makeSchema(question) : await makeTypes(question);
    process.send?.({ answer });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.message : String(error) });
  }
});
