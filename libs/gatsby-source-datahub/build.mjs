// Gatsby loads plugins with `require`: everything but Gatsby's own packages is bundled into one CommonJS file.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/gatsby-node.ts'],
  outfile: 'dist/gatsby-node.js',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  external: ['gatsby', 'graphql'],
  define: { PLUGIN_VERSION: JSON.stringify(version) },
  sourcemap: true,
  legalComments: 'linked',
  logLevel: 'warning',
});
