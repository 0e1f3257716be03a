import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Many tests start the command as a process, and a machine may have other things to do.
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000 },
});
