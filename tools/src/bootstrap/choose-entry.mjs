/** The commands of the root package.json that come through here. */
export const commands = [
  'demo',
  'test',
  'dev',
  'doctor',
  'bench',
  'proof',
  'api',
  'datahub',
  'fixtures',
  'contract:check',
  'contract:mutate',
];

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
  const folder = `tools/src/${command.replace(':', '-')}`;
  if (exists(`${folder}/main.mjs`)) return { path: `${folder}/main.mjs`, needsModules: false };
  return { path: `${folder}/main.ts`, needsModules: true };
}
