// npm run proof -- <slice>: what takes too long for `npm test`, or needs data that are not in the repository.
import { runNamed } from '../process/run-named.ts';
import { runMain } from '../process/user-error.ts';

await runMain(() => runNamed('proof', 'slice', process.argv.slice(2)));
