import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseEntry, commands } from './choose-entry.mjs';
import { InstallFailed, installModules } from './install-modules.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Runs one command of the workspace, after installing what it needs.
 *
 * @param {string[]} argv The command, then its own arguments.
 * @param {NodeJS.ProcessEnv} outerEnv
 * @returns {Promise<number>} Exit code.
 */
export async function runCommand(argv, outerEnv) {
  const [command = '', ...args] = argv;
  const entry = chooseEntry(command, (path) => existsSync(join(root, path)));
  if (!entry) {
    console.error(`There is no command "${command}". These are: ${commands.join(', ')}.`);
    return 2;
  }
  const env = quietEnv(outerEnv);
  if (entry.needsModules) {
    try {
      await installModules(root, { env, log: (line) => console.error(line) });
    } catch (error) {
      if (!(error instanceof InstallFailed)) throw error;
      console.error(error.message);
      return 1;
    }
  }
  // The libraries' sources, not what was built of them: a command tells what the working tree says.
  const loader = entry.path.endsWith('.ts') ? ['--import', 'tsx', '--conditions=datahub-source'] : [];
  return runNode([...loader, join(root, entry.path), ...args], env);
}

/**
 * The environment of everything that is started from here: no telemetry, and no Nx daemon that outlives
 * the command.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function quietEnv(env) {
  return {
    ...env,
    GATSBY_TELEMETRY_DISABLED: '1',
    NUXT_TELEMETRY_DISABLED: '1',
    NX_DAEMON: 'false',
    // Relative paths on the command line are meant from where the user stands; npm moves to the root.
    DATAHUB_CWD: env.INIT_CWD ?? process.cwd(),
  };
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runNode(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    // The terminal sends Ctrl-C to the whole group: the child hears it by itself. What is sent to this
    // process alone (kill, a supervisor) has to be handed on; in both cases the child's exit decides.
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) {
      process.on(signal, () => {
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : 15)));
  });
}
