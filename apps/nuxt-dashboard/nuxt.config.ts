/** Relative imports end in `.ts`, as everywhere in this repository. */
const tsConfig = { compilerOptions: { allowImportingTsExtensions: true } };

export default defineNuxtConfig({
  compatibilityDate: '2026-05-01',
  devtools: { enabled: false },
  telemetry: false,
  // Components say what they import; nothing is found by its file name.
  components: false,
  css: ['@datahub/charts/tokens.css', '@datahub/charts/charts.css', '~/assets/base.css'],
  // Styles come as files, so that the policy need not allow inline ones.
  features: { inlineStyles: false },
  app: {
    head: {
      htmlAttrs: { lang: 'en-GB' },
      title: 'Data Hub dashboard',
      meta: [
        { name: 'viewport', content: 'width=device-width, initial-scale=1' },
        { name: 'robots', content: 'noindex' },
        { name: 'color-scheme', content: 'light dark' },
      ],
      link: [{ rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }],
    },
  },
  typescript: {
    strict: true,
    // Tests and settings are checked with the page.
    tsConfig: { ...tsConfig, include: ['../test/**/*', '../codegen.ts', '../vitest.config.ts'] },
    sharedTsConfig: tsConfig,
    nodeTsConfig: tsConfig,
  },
  nitro: { preset: 'node-server', sourceMap: false, typescript: { tsConfig } },
  vite: { build: { sourcemap: false } },
});
