/** The commands of the root package.json that come through here. */
export const commands = ['demo', 'test', 'dev', 'doctor', 'bench', 'api', 'datahub', 'fixtures'];

/**
 * Finds the program of a command: TypeScript, or plain JavaScript where it has to run before the packages
 * are installed.
 *
 * @param {string} command
 * @param {(path: string) => boolean} exists Of a path from the workspace's root.
 * @returns {{ path: string, needsModules: boolean } | null}
 */
export function chooseEntry(command, exists) {
  if (!commands.includes(command)) return null;
  const plain = `tools/src/${command}/main.mjs`;
  if (exists(plain)) return { path: plain, needsModules: false };
  return { path: `tools/src/${command}/main.ts`, needsModules: true };
}
