import { statfsSync } from 'node:fs';
import { explainOldNode } from '../bootstrap/check-node.mjs';
import { modulesAreFresh } from '../bootstrap/compare-modules.mjs';
import { askProgram } from '../machine/ask-program.mjs';
import { canUseApt } from '../machine/debian.mjs';
import { findChromium } from '../machine/find-chromium.mjs';
import { findJava, oldestJava } from '../machine/find-java.mjs';
import { findOnPath } from '../machine/find-on-path.mjs';
import { findPython, oldestPython } from '../machine/find-python.mjs';
import { portIsFree } from '../machine/port-is-free.mjs';
import { venvIsFresh } from '../machine/python-env.mjs';

/**
 * `automatic`: not there, and the commands that need it get it by themselves.
 *
 * @typedef {'ok' | 'automatic' | 'missing'} Status
 */

/**
 * @typedef {object} Finding
 * @property {string} name
 * @property {Status} status
 * @property {string} detail What was found.
 * @property {string[]} neededFor Commands.
 * @property {string} [fix] How to get it, when it is not there.
 */

/**
 * @typedef {object} Machine
 * @property {string} root
 * @property {NodeJS.ProcessEnv} env
 * @property {string} nodeVersion
 */

/** What the packages, the builds and a demo take. */
const gigabytesNeeded = 4;

const everything = ['demo', 'test', 'dev', 'api', 'datahub'];

/** The ports of `npm run demo` and `npm run dev`, and how each is set. */
export const ports = [
  { port: 4000, what: 'API', option: '--api-port' },
  { port: 9000, what: 'reports', option: '--reports-port' },
  { port: 3000, what: 'dashboard', option: '--dashboard-port' },
];

/**
 * Looks at the machine and the checkout; changes nothing.
 *
 * @param {Machine} machine
 * @returns {Promise<Finding[]>}
 */
export async function examine({ root, env, nodeVersion }) {
  const apt = canUseApt(env);
  const fresh = await modulesAreFresh(root);
  const npm = findOnPath('npm', env) ?? findOnPath('npm.cmd', env);
  return [
    checkNode(nodeVersion),
    judge(
      'npm',
      npm,
      everything,
      'Comes with Node: install Node again, or add its folder to the PATH.',
      fresh,
    ),
    judge('git', findOnPath('git', env), ['test'], 'Install git (Debian: sudo apt-get install git).'),
    checkDisk(root),
    checkModules(fresh, npm !== null),
    ...(await Promise.all(ports.map(checkPort))),
    checkPython(env, apt),
    checkVenv(root),
    checkJava(env, apt),
    judge(
      'mvn',
      findOnPath('mvn', env),
      ['test'],
      'Only for tests with other writers (Debian: sudo apt-get install maven).',
      true,
    ),
    checkChromium(env, apt),
  ];
}

/** @param {string} version @returns {Finding} */
function checkNode(version) {
  const problem = explainOldNode(version);
  return finding('node', problem ? 'missing' : 'ok', version, everything, problem ?? undefined);
}

/** @param {string} root @returns {Finding} */
function checkDisk(root) {
  const { bavail, bsize } = statfsSync(root);
  const gigabytes = (bavail * bsize) / 1e9;
  const status = gigabytes >= gigabytesNeeded ? 'ok' : 'missing';
  return finding(
    'disk space',
    status,
    `${gigabytes.toFixed(1)} GB free`,
    everything,
    `Free ${gigabytesNeeded} GB.`,
  );
}

/** @param {boolean} fresh @param {boolean} npm @returns {Finding} */
function checkModules(fresh, npm) {
  if (fresh) return finding('node_modules', 'ok', 'as package-lock.json says', everything);
  const status = npm ? 'automatic' : 'missing';
  return finding(
    'node_modules',
    status,
    'not as package-lock.json says',
    everything,
    'Any command installs them first.',
  );
}

/** @param {(typeof ports)[number]} port @returns {Promise<Finding>} */
async function checkPort({ port, what, option }) {
  const free = await portIsFree(port);
  return finding(
    `port ${port}`,
    free ? 'ok' : 'missing',
    free ? `free, for the ${what}` : 'somebody listens there',
    ['demo', 'dev'],
    `End what listens there, or choose another: npm run demo -- ${option} PORT`,
  );
}

/** @param {NodeJS.ProcessEnv} env @param {boolean} apt @returns {Finding} */
function checkPython(env, apt) {
  const python = findPython(env);
  const fix = `Install Python ${oldestPython} or newer with venv (Debian: sudo apt-get install python3 python3-venv).`;
  return judge('python3 with venv', python && `${python.version}, ${python.path}`, ['test'], fix, apt);
}

/** @param {string} root @returns {Finding} */
function checkVenv(root) {
  return judge(
    '.venv',
    venvIsFresh(root) ? 'as requirements.lock says' : null,
    ['test'],
    'npm test makes it.',
    true,
  );
}

/** @param {NodeJS.ProcessEnv} env @param {boolean} apt @returns {Finding} */
function checkJava(env, apt) {
  const java = findJava(env);
  const fix = `Install Java ${oldestJava} or newer, for Spark (Debian: sudo apt-get install default-jre-headless).`;
  return judge('java', java && `${java.version}, ${java.path}`, ['test'], fix, apt);
}

/** @param {NodeJS.ProcessEnv} env @param {boolean} apt @returns {Finding} */
function checkChromium(env, apt) {
  const path = findChromium(env);
  const version = path ? askProgram(path, ['--version'])?.trim() : null;
  const fix =
    'Install Chromium (Debian: sudo apt-get install chromium; else: npx playwright install chromium), or name it in CHROMIUM_PATH.';
  return judge('chromium', version ? `${version}, ${path}` : null, ['test'], fix, apt);
}

/**
 * @param {string} name
 * @param {string | null} found
 * @param {string[]} neededFor
 * @param {string} fix
 * @param {boolean} [automatic] Whether the commands can do without it, or get it themselves.
 * @returns {Finding}
 */
function judge(name, found, neededFor, fix, automatic = false) {
  return found === null
    ? finding(name, automatic ? 'automatic' : 'missing', 'not found', neededFor, fix)
    : finding(name, 'ok', found, neededFor);
}

/**
 * @param {string} name
 * @param {Status} status
 * @param {string} detail
 * @param {string[]} neededFor
 * @param {string} [fix]
 * @returns {Finding}
 */
function finding(name, status, detail, neededFor, fix) {
  return { name, status, detail, neededFor, ...(status !== 'ok' && fix ? { fix } : {}) };
}
