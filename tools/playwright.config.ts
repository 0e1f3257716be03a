import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './src/machine/find-chromium.mjs';

const executablePath = findChromium(process.env);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  workers: 1,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // No sandbox: containers have no user namespaces. The rest keeps the browser from calling home.
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
});
