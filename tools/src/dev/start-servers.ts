import { waitForHttp } from '../http/wait-for-http.ts';
import { type Program, startProgram } from '../process/start-program.ts';
import { inRoot, root } from '../workspace/root.ts';

/** One of the three programs of `npm run dev`; its lines go to the terminal, with its name before. */
interface ServerOptions {
  readonly port: number;
  readonly onLine: (line: string) => void;
}

/** The API as it was built. Resolves when it answers. */
export async function startDevApi(lake: string, { port, onLine }: ServerOptions): Promise<Program> {
  const entry = inRoot('apps', 'api', 'dist', 'server.js');
  const program = await startProgram('The API', process.execPath, [entry], {
    cwd: root,
    env: {
      ...process.env,
      HUB_LAKE: lake,
      HUB_USAGE: 'off',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    onLine,
  });
  try {
    await waitForHttp(`http://localhost:${port}/health`, program);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return program;
}

/** `gatsby develop`, with the address that makes it fetch again. */
export async function startGatsby(
  cwd: string,
  apiUrl: string,
  { port, onLine }: ServerOptions,
): Promise<Program> {
  const cli = inRoot('node_modules', 'gatsby', 'cli.js');
  return startProgram(
    'gatsby develop',
    process.execPath,
    [cli, 'develop', '--host', 'localhost', '--port', String(port)],
    {
      cwd,
      env: { ...process.env, DATA_HUB_API_URL: apiUrl, ENABLE_GATSBY_REFRESH_ENDPOINT: 'true' },
      onLine,
    },
  );
}

/** `nuxt dev`. */
export async function startNuxt(
  cwd: string,
  apiUrl: string,
  { port, onLine }: ServerOptions,
): Promise<Program> {
  const cli = inRoot('node_modules', 'nuxt', 'bin', 'nuxt.mjs');
  return startProgram(
    'nuxt dev',
    process.execPath,
    [cli, 'dev', '--host', '127.0.0.1', '--port', String(port)],
    {
      cwd,
      env: { ...process.env, DATA_HUB_API_URL: apiUrl },
      onLine,
    },
  );
}
