import { withLock } from '../../bootstrap/with-lock.mjs';
import { runProgram } from '../../process/start-program.ts';
import { inRoot, root } from '../../workspace/root.ts';

/** Installs Debian packages. Says nothing on failure: who asked looks whether the program is there now. */
export async function installWithApt(packages: readonly string[], logFile: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { cwd: root, env, logFile };
  await withLock(inRoot('tmp', 'apt.lock'), async () => {
    await runProgram('apt-get', 'apt-get', ['update', '-q'], options);
    await runProgram(
      'apt-get',
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', ...packages],
      options,
    );
  });
}
