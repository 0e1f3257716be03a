/** @typedef {import('./checks.mjs').Finding} Finding */

const marks = { ok: '✔', automatic: '·', missing: '✖' };

/**
 * Says what was found: a line each, and under it how to get what is not there.
 *
 * @param {Finding[]} findings
 * @returns {string}
 */
export function formatReport(findings) {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map(({ name, status, detail, neededFor, fix }) => {
    const line = `${marks[status]} ${name.padEnd(width)}  ${detail}`;
    return fix ? `${line}\n${' '.repeat(width + 4)}for ${neededFor.join(', ')}. ${fix}` : line;
  });
  const blocked = blockedCommands(findings);
  const verdict =
    blocked.length === 0
      ? 'Everything can run.'
      : `Cannot run yet: ${blocked.map((command) => `npm ${command === 'test' ? '' : 'run '}${command}`).join(', ')}.`;
  return `${lines.join('\n')}\n\n${verdict}`;
}

/**
 * The commands that something keeps from running.
 *
 * @param {Finding[]} findings
 * @returns {string[]}
 */
export function blockedCommands(findings) {
  const missing = findings.filter(({ status }) => status === 'missing');
  return [...new Set(missing.flatMap(({ neededFor }) => neededFor))];
}
