import { existsSync, readdirSync } from 'node:fs';
import { runInForeground } from '../process/run-in-foreground.ts';
import { runMain, UserError } from '../process/user-error.ts';
import { inRoot, root } from '../workspace/root.ts';

await runMain(async () => {
  const [name, ...args] = process.argv.slice(2);
  const benches = listBenches();
  if (name === undefined || !benches.includes(name)) {
    const list = benches.map((bench) => `\n  npm run bench -- ${bench}`).join('') || ' none';
    throw new UserError(`${name ? `There is no bench "${name}". ` : ''}These are:${list}`, 2);
  }
  return runInForeground(process.execPath, ['--import', 'tsx', entryOf(name), ...args], { cwd: root });
});

/** A bench is a folder beside this file with a program of its own. */
function listBenches(): string[] {
  return readdirSync(inRoot('tools', 'src', 'bench'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(entryOf(entry.name)))
    .map((entry) => entry.name)
    .sort();
}

function entryOf(name: string): string {
  return inRoot('tools', 'src', 'bench', name, 'main.ts');
}
