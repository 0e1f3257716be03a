import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findOnPath, isProgram } from './find-on-path.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const macApps = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Playwright puts the browser inside its folder, by platform. */
const playwrightPrograms = [
  ['chrome-linux', 'chrome'],
  ['chrome-linux64', 'chrome'],
  ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
  ['chrome-win', 'chrome.exe'],
];

/**
 * Finds a Chromium that the tests can drive: the one that `CHROMIUM_PATH` names, one of the system, one that
 * Playwright downloaded.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null} Path of the program.
 */
export function findChromium(env) {
  // A path that was named and is wrong is a mistake to see, not one to work around.
  if (env.CHROMIUM_PATH) return isProgram(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null;
  for (const name of names) {
    const path = findOnPath(name, env);
    if (path) return path;
  }
  return [...macApps, ...downloaded(env)].find(isProgram) ?? null;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function downloaded(env) {
  const folders = [
    env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  ];
  return folders
    .filter((folder) => folder !== undefined)
    .flatMap((folder) =>
      list(folder)
        .filter((name) => /^chromium-\d+$/.test(name))
        .flatMap((name) => playwrightPrograms.map((parts) => join(folder, name, ...parts))),
    );
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder).sort().reverse();
  } catch {
    return []; // Playwright has not downloaded anything here
  }
}
