#!/usr/bin/env node
// The one door to every command of the root package.json. Plain JavaScript without a dependency: it has
// to run in a bare clone, and to say something helpful on a Node that is too old for everything else.
import { explainOldNode } from './src/bootstrap/check-node.mjs';

const problem = explainOldNode(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  const { runCommand } = await import('./src/bootstrap/run-command.mjs');
  process.exitCode = await runCommand(process.argv.slice(2), process.env);
}
