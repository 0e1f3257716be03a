// npm run bench -- <name> [options]: the benchmarks are the folders beside this file that have a main.ts.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInForeground } from '../process/run-in-foreground.ts';
import { runMain, UserError } from '../process/user-error.ts';
import { root } from '../workspace/root.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(here).filter((name) => existsSync(`${here}${name}/main.ts`));

await runMain(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  if (!names.includes(name)) {
    throw new UserError(`Usage: npm run bench -- <${names.join(' | ')}> [--help]`, 64);
  }
  return runInForeground(process.execPath, ['--import', 'tsx', `${here}${name}/main.ts`, ...args], {
    cwd: root,
  });
});
