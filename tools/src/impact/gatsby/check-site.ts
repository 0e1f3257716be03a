import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema } from 'graphql';
import type { OperationText } from '../operations/operation-text.ts';
import { type ProgramLiterals, pageQueriesIn } from '../operations/read-operations.ts';
import { type Validated, validateOperations } from '../operations/validate-operations.ts';
import type { Overlay } from '../place.ts';
import type { Consumer } from '../workspace/find-consumers.ts';
import { type Gatsby, openGatsby } from './open-gatsby.ts';
import { runPlugin, type SchemaHooks } from './run-plugin.ts';

/** A Gatsby site before and after. */
export interface CheckedSite {
  readonly validated: Validated;
  /** Types of the site's queries, where Gatsby's typegen writes them. */
  readonly types: { readonly base: Overlay; readonly head: Overlay };
  /** Gatsby's schema before: what else in the repository asks it is found by it. */
  readonly schemas: { readonly base: GraphQLSchema; readonly head: GraphQLSchema };
}

interface Side {
  readonly schema: GraphQLSchema;
  readonly fragments: readonly FragmentDefinitionNode[];
  readonly types: Overlay;
}

/** Where Gatsby writes types unless its config says otherwise. */
const TYPES = 'src/gatsby-types.d.ts';

export async function isSite(root: string, { folder, needs }: Consumer): Promise<boolean> {
  if (!needs.includes('gatsby')) return false;
  const configs = ['ts', 'js', 'mjs'].map((ending) => join(root, folder, `gatsby-config.${ending}`));
  const found = await Promise.all(
    configs.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** Validates a site's queries against the schema that Gatsby would make of each contract. */
export async function checkSite(
  root: string,
  site: Consumer,
  plugins: readonly Consumer[],
  programs: readonly ProgramLiterals[],
  overlays: { readonly base: Overlay; readonly head: Overlay },
): Promise<CheckedSite> {
  const texts = pageQueriesIn(programs);
  const gatsby = await openGatsby(join(root, site.folder));
  try {
    const look = async (overlay: Overlay, choose: (side: Omit<Side, 'types'>) => readonly DocumentNode[]) => {
      const hooks = await Promise.all(plugins.map((plugin) => runPlugin(root, plugin, overlay)));
      return makeSide(
        gatsby,
        `${site.folder}/${TYPES}`,
        texts,
        hooks.filter((hook) => hook !== null),
        choose,
      );
    };
    const base = await look(overlays.base, () => texts.map(({ document }) => document));
    let validated: Validated | undefined;
    const head = await look(overlays.head, (side) => {
      validated = validateOperations(texts, base, side);
      return validated.mended;
    });
    return {
      validated: validated as Validated,
      types: { base: base.types, head: head.types },
      schemas: { base: base.schema, head: head.schema },
    };
  } finally {
    await gatsby.close();
  }
}

async function makeSide(
  gatsby: Gatsby,
  typesFile: string,
  texts: readonly OperationText[],
  hooks: readonly SchemaHooks[],
  choose: (side: Omit<Side, 'types'>) => readonly DocumentNode[],
): Promise<Side> {
  const schema = buildSchema(await gatsby.buildSchema(hooks));
  const fragments = hooks.flatMap((hook) => hook.fragments);
  const documents = choose({ schema, fragments });
  const types = await gatsby.writeTypes(texts, documents, fragments);
  return { schema, fragments, types: new Map([[typesFile, types]]) };
}
