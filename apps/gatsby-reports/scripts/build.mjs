// Builds the site from the API at DATA_HUB_API_URL. Where that is not set: from an API of its own, on the fixtures' lake,
// at a free port, stopped again when the site is built.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const site = dirname(import.meta.dirname);

/** How long the API may take until it answers, ms. */
const PATIENCE = 30_000;

process.exitCode = process.env.DATA_HUB_API_URL ? await buildSite({}) : await buildWithOwnApi();

/** @returns the exit code of `gatsby build` */
async function buildWithOwnApi() {
  const lake = join(dirname(require.resolve('@datahub/contract/package.json')), 'fixtures', 'lake');
  const server = join(dirname(require.resolve('@datahub/api/package.json')), 'dist', 'server.js');
  if (!existsSync(lake)) return fail(`There is no lake in ${lake}. To make it: npm run fixtures`);
  if (!existsSync(server)) return fail(`There is no ${server}. To make it: npx nx run api:build`);

  const port = await freePort();
  const url = `http://127.0.0.1:${port}/graphql`;
  const api = spawn(process.execPath, [server], {
    env: {
      ...process.env,
      HUB_LAKE: pathToFileURL(lake).href,
      HUB_USAGE: 'off',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise((resolve) => api.once('exit', resolve));
  try {
    await Promise.race([answers(url), ended.then(() => Promise.reject(new Error('The API ended.')))]);
    return await buildSite({ DATA_HUB_API_URL: url });
  } catch (error) {
    return fail(`The API on the fixtures’ lake did not start: ${error.message}`);
  } finally {
    api.kill('SIGTERM');
    await ended;
  }
}

/** Runs `gatsby build` in the site's folder. */
function buildSite(environment) {
  const gatsby = join(dirname(require.resolve('gatsby/package.json')), 'cli.js');
  const build = spawn(process.execPath, [gatsby, 'build'], {
    cwd: site,
    env: { GATSBY_TELEMETRY_DISABLED: '1', ...process.env, ...environment },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => build.kill(signal));
  return new Promise((resolve) => build.once('exit', (code) => resolve(code ?? 1)));
}

async function answers(url) {
  const body = JSON.stringify({ query: '{ hub { wireHash } }' });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(100)) {
    const answer = await fetch(url, request).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`no answer at ${url} in ${PATIENCE / 1000} s.`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function fail(message) {
  console.error(message);
  return 1;
}
