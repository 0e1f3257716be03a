import { askProgram } from '../../machine/ask-program.mjs';
import { canUseApt } from '../../machine/debian.mjs';
import { findChromium } from '../../machine/find-chromium.mjs';
import { runProgram } from '../../process/start-program.ts';
import { inRoot, root } from '../../workspace/root.ts';
import { installWithApt } from './install-with-apt.ts';
import type { Preparation } from './preparation.ts';

/** A browser that starts: the system's, else by apt, else Playwright's download. */
export const prepareChromium: Preparation = async ({ logFile, say }) => {
  if (works()) return null;
  if (canUseApt(process.env)) {
    say('installing Chromium with apt');
    await installWithApt(['chromium'], logFile);
    if (works()) return null;
  }
  say('downloading Chromium with Playwright');
  const cli = inRoot('node_modules', '@playwright', 'test', 'cli.js');
  await runProgram('playwright', process.execPath, [cli, 'install', 'chromium'], { cwd: root, logFile });
  if (works()) return null;
  return (
    'There is no Chromium that starts. Install one (Debian: sudo apt-get install chromium), ' +
    'or name it in CHROMIUM_PATH.'
  );
};

// On Ubuntu the package is a stub for snap, which is there and does not start in a container.
function works(): boolean {
  const path = findChromium(process.env);
  return path !== null && askProgram(path, ['--version']) !== null;
}
