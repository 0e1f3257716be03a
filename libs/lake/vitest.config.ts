import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Generous: Python starts cold, and disks are slow to sync on a machine that builds something else.
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
});
