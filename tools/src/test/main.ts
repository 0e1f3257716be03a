import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runMain, UserError } from '../process/user-error.ts';
import { readGraph } from '../workspace/read-graph.ts';
import { inRoot } from '../workspace/root.ts';
import { runSuite } from './run-suite.ts';
import type { SuiteResult } from './suite-result.ts';
import { suites } from './suites.ts';
import { summarize } from './summarize.ts';

const usage = `Runs every test of the workspace.

  npm test                    all suites
  npm test -- --only NAME     one of them; may be given several times

Suites:
${suites.map(({ name, title }) => `  ${name.padEnd(10)} ${title}`).join('\n')}`;

await runMain(async () => {
  const { values } = parse();
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const only = values.only ?? [];
  const unknown = only.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) throw new UserError(`There is no suite "${unknown.join('", "')}".\n\n${usage}`, 2);

  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
  const graph = await readGraph();
  const results: SuiteResult[] = [];
  for (const suite of suites) {
    if (only.length > 0 && !only.includes(suite.name)) continue;
    if (stopped.signal.aborted) break;
    results.push(
      await runSuite(suite, {
        graph,
        // A site's build takes a core and a half by itself: more at once than there are cores only wait.
        parallel: Math.max(1, Math.min(4, availableParallelism())),
        logFile: inRoot('tmp', 'test', `${suite.name}.log`),
        signal: stopped.signal,
      }),
    );
  }
  const summary = summarize(results);
  console.log(`\n${summary.text}`);
  return stopped.signal.aborted ? 130 : summary.exitCode;
});

function parse() {
  try {
    return parseArgs({
      options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`, 2, error);
  }
}
