#!/usr/bin/env node
import { existsSync } from 'node:fs';

const entry = new URL('../dist/cli.js', import.meta.url);
if (!existsSync(entry)) {
  console.error('datahub is not built yet. Run: npx nx run pipeline:build');
  process.exit(70);
}
await import(entry.href);
