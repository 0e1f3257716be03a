import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The libraries' sources, as the tools themselves read them.
  resolve: { conditions: ['datahub-source'] },
  ssr: { resolve: { conditions: ['datahub-source'] } },
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
});
