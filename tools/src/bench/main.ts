// npm run bench -- <name>: one of the benchmarks.
import { runNamed } from '../process/run-named.ts';
import { runMain } from '../process/user-error.ts';

await runMain(() => runNamed('bench', 'bench', process.argv.slice(2)));
