import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type FragmentDefinitionNode, Kind } from 'graphql';
import { findLiterals } from '../operations/find-literals.ts';
import type { Overlay } from '../place.ts';
import type { Consumer } from '../workspace/find-consumers.ts';

/** What a source plugin tells Gatsby before any node is there. */
export interface SchemaHooks {
  readonly typeDefs: readonly string[];
  /** By type and field, as `createResolvers` takes them. */
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, ResolverField>>>>;
  readonly fragments: readonly FragmentDefinitionNode[];
}

interface ResolverField {
  readonly type: string;
  readonly args?: Readonly<Record<string, string>>;
}

interface PluginModule {
  createSchemaCustomization?(args: object): unknown;
  createResolvers?(args: object): unknown;
  onPreExtractQueries?(args: object): unknown;
}

/** Where a plugin of this repository has its hooks. */
const HOOKS = 'src/gatsby-node.ts';

/**
 * Runs a plugin's own hooks on another contract: its sources, with the overlay instead of what is generated on disk.
 * So it is the plugin that says what it makes of the contract, whatever it will make of it.
 *
 * @returns null where the project is not a source plugin
 */
export async function runPlugin(
  root: string,
  project: Consumer,
  overlay: Overlay,
): Promise<SchemaHooks | null> {
  const folder = join(root, project.folder);
  const entry = join(folder, HOOKS);
  if (!existsSync(entry)) return null;
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    conditions: ['datahub-source'],
    external: ['gatsby', 'graphql'],
    define: { PLUGIN_VERSION: '"0.0.0"' },
    logLevel: 'silent',
    plugins: [readOverlay(root, overlay)],
  });
  const module = { exports: {} as PluginModule };
  const evaluate = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '');
  evaluate(module, module.exports, createRequire(entry));
  return callHooks(module.exports);
}

function readOverlay(root: string, overlay: Overlay): Plugin {
  return {
    name: 'overlay',
    setup({ onLoad }) {
      onLoad({ filter: /__generated__/ }, ({ path }) => {
        const contents = overlay.get(relative(root, path).replaceAll('\\', '/'));
        return contents === undefined ? null : { contents, loader: path.endsWith('.json') ? 'json' : 'ts' };
      });
    },
  };
}

async function callHooks(plugin: PluginModule): Promise<SchemaHooks> {
  const typeDefs: string[] = [];
  let resolvers: SchemaHooks['resolvers'] = {};
  await plugin.createSchemaCustomization?.({
    actions: { createTypes: (types: string) => typeDefs.push(types) },
  });
  await plugin.createResolvers?.({
    createResolvers: (made: SchemaHooks['resolvers']) => {
      resolvers = { ...resolvers, ...made };
    },
  });
  const directory = await mkdtemp(join(tmpdir(), 'datahub-plugin-'));
  try {
    await plugin.onPreExtractQueries?.({ store: { getState: () => ({ program: { directory } }) } });
    return { typeDefs, resolvers, fragments: await readFragments(join(directory, '.cache', 'fragments')) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function readFragments(folder: string): Promise<FragmentDefinitionNode[]> {
  const files = await readdir(folder).catch(() => []);
  const texts = await Promise.all(files.toSorted().map((file) => readFile(join(folder, file), 'utf8')));
  return texts
    .flatMap((text) => findLiterals('fragments.js', text))
    .flatMap(({ readings }) => readings[0]?.definitions ?? [])
    .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
}
