/** The oldest Node that every part of the workspace runs on: `engines` of the root package.json. */
export const oldestNode = '20.19.0';

/**
 * Says what to do when this Node is too old, or `null` when it is new enough.
 *
 * @param {string} version As in `process.versions.node`.
 * @returns {string | null} One line for a person.
 */
export function explainOldNode(version) {
  return isAtLeast(version, oldestNode)
    ? null
    : `This needs Node ${oldestNode} or newer, and this is ${version}. ` +
        'Install a newer one (with nvm: "nvm install"; .nvmrc names the version), then run the command again.';
}

/**
 * @param {string} version
 * @param {string} least
 */
function isAtLeast(version, least) {
  const need = least.split('.').map(Number);
  for (const [i, have] of version.split('.').map(Number).entries()) {
    const wanted = need[i] ?? 0;
    if (have !== wanted) return have > wanted;
  }
  return true;
}
