import { existsSync, readdirSync } from 'node:fs';
import { inRoot, root } from '../workspace/root.ts';
import { runInForeground } from './run-in-foreground.ts';
import { UserError } from './user-error.ts';

/**
 * Runs one of the programs of a command: each is a folder beside the command's own program, with a `main.ts`.
 *
 * @param command as npm knows it, and as the folder is named
 * @param what what one of them is called
 */
export async function runNamed(command: string, what: string, argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  const names = listNamed(command);
  if (name === undefined || !names.includes(name)) {
    const list = names.map((one) => `\n  npm run ${command} -- ${one}`).join('') || ' none';
    throw new UserError(`${name ? `There is no ${what} "${name}". ` : ''}These are:${list}`, 2);
  }
  const entry = ['--import', 'tsx', '--conditions=datahub-source', entryOf(command, name)];
  return runInForeground(process.execPath, [...entry, ...args], { cwd: root });
}

function listNamed(command: string): string[] {
  return readdirSync(inRoot('tools', 'src', command), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(entryOf(command, entry.name)))
    .map((entry) => entry.name)
    .sort();
}

function entryOf(command: string, name: string): string {
  return inRoot('tools', 'src', command, name, 'main.ts');
}
