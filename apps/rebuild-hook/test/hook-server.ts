import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as the build hook received it. */
export interface ReceivedCall {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Statuses to answer with, one a call, the last one for all further ones; `hang` answers nothing. */
export type Answer = number | 'hang';

export interface HookServer {
  readonly url: string;
  readonly calls: ReceivedCall[];
  close(): Promise<void>;
}

/** A build hook on a free port. */
export async function hookServer(answers: readonly Answer[] = [200]): Promise<HookServer> {
  const calls: ReceivedCall[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    calls.push({ method: request.method, path: request.url, headers: request.headers, body });
    const answer = answers[Math.min(calls.length, answers.length) - 1] ?? 200;
    if (answer !== 'hang') response.writeHead(answer).end(`answered ${answer}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/s3cret`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
