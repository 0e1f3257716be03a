// Plain JavaScript without a dependency: it says what is missing before anything is installed.
import { fileURLToPath } from 'node:url';
import { examine } from './checks.mjs';
import { blockedCommands, formatReport } from './report.mjs';

const usage = `Says what is missing on this machine, for which command, and how to get it.

  npm run doctor             for people
  npm run doctor -- --json   for programs

The exit code is 0 when the demo can run.`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(usage);
} else if (args.some((arg) => arg !== '--json')) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const findings = await examine({
    root: fileURLToPath(new URL('../../../', import.meta.url)),
    env: process.env,
    nodeVersion: process.versions.node,
  });
  const blocked = blockedCommands(findings);
  console.log(
    args.includes('--json') ? JSON.stringify({ findings, blocked }, null, 2) : formatReport(findings),
  );
  process.exitCode = blocked.includes('demo') ? 1 : 0;
}
