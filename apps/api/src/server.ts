import { isCodedError } from '@datahub/contract';
import { buildApp } from './app.ts';
import { parseConfig } from './config.ts';

/** After this long a shutdown is no longer waited for, milliseconds. */
const PATIENCE = 10_000;

try {
  const config = parseConfig(process.env);
  const app = await buildApp(config);
  const stop = async (signal: NodeJS.Signals) => {
    app.log.info({ signal }, 'stopping: requests in flight are answered');
    setTimeout(() => process.exit(1), PATIENCE).unref();
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
  await app.listen({ host: config.host, port: config.port });
} catch (error) {
  // A mistake in the environment or a taken port: one clear line. Anything else is a fault, with its stack.
  const known = isCodedError(error) || (error instanceof Error && 'syscall' in error);
  console.error(known ? (error as Error).message : error);
  process.exit(isCodedError(error) ? error.exitCode : 1);
}
