import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would take graphql's `module` entry, where Node takes `main`: two copies, whose errors are not each other's.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000 },
});
