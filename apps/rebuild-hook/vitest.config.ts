import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Generous: disks are slow to sync, and processes to start, on a machine that builds something else.
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
});
