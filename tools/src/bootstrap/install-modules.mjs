import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { modulesAreFresh, removeStamp, stampModules } from './compare-modules.mjs';
import { withLock } from './with-lock.mjs';

/** What a person reads when the packages could not be installed. */
export class InstallFailed extends Error {}

/**
 * Makes `node_modules` fit `package-lock.json`, when it doesn't yet. Several at once are safe: one installs,
 * the others wait and find it done.
 *
 * @param {string} root
 * @param {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} effects
 * @throws {InstallFailed}
 */
export async function installModules(root, { env, log }) {
  if (await modulesAreFresh(root)) return;
  await withLock(
    join(root, 'tmp', 'install.lock'),
    async () => {
      if (await modulesAreFresh(root)) return;
      log('Installing packages (npm ci): about a minute and a half.');
      await removeStamp(root);
      // No package of this workspace needs its install script: native parts come prebuilt.
      await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], root, env);
      await stampModules(root);
    },
    { onWait: (pid) => log(`Waiting for process ${pid}, which is installing packages.`) },
  );
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
function runNpm(args, cwd, env) {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    const child = spawn(windows ? 'npm.cmd' : 'npm', args, { cwd, env, stdio: 'inherit', shell: windows });
    child.on('error', (error) => {
      const missing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
      reject(
        new InstallFailed(
          missing
            ? 'npm is not on the PATH. It comes with Node: install Node again, or add its folder to the PATH.'
            : `npm could not be started: ${error.message}`,
        ),
      );
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else {
        const how = signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
        reject(
          new InstallFailed(
            `npm ci ${how}; its own lines above say why. Mend that, then run the command again.`,
          ),
        );
      }
    });
  });
}
