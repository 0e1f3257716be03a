import { waitForHttp } from '../http/wait-for-http.ts';
import { type Program, startProgram } from '../process/start-program.ts';
import { inRoot, root } from '../workspace/root.ts';

export interface Running {
  readonly program: Program;
  /** Where people look at it. */
  readonly url: string;
}

export interface RunningApi extends Running {
  /** Where GraphQL is. */
  readonly graphqlUrl: string;
}

/** Starts the API, as it was built, on a lake. Resolves when it answers. */
export async function startApi(options: {
  /** A store's address, like `file:/tmp/lake`. */
  readonly lake: string;
  readonly port: number;
  readonly logFile?: string;
}): Promise<RunningApi> {
  const program = await startProgram(
    'The API',
    process.execPath,
    [inRoot('apps', 'api', 'dist', 'server.js')],
    {
      cwd: root,
      env: {
        ...process.env,
        HUB_LAKE: options.lake,
        HUB_USAGE: 'off', // a demonstration is no evidence of use
        HOST: '127.0.0.1',
        PORT: String(options.port),
      },
      logFile: options.logFile,
    },
  );
  const url = `http://localhost:${options.port}`;
  await waitForHttp(`${url}/health`, program);
  return { program, url, graphqlUrl: `${url}/graphql` };
}
