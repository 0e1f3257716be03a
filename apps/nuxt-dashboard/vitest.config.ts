import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [vue()],
  // The names that Nuxt gives to its folders.
  resolve: { alias: { '~': here('./app'), '#shared': here('./shared') } },
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000 },
});
