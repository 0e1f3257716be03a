// A tool that starts a program and lives until it is interrupted. Prints the program's process id.
import { live } from '../../src/process/live.ts';
import { startProgram } from '../../src/process/start-program.ts';

process.exitCode = await live(async (life) => {
  life.onEnd(() => console.log('closed'));
  const program = await startProgram('sleeper', 'sleep', ['300'], { cwd: '/' });
  console.log(program.pid);
  await life.untilEnd([program]);
  return 0;
});
