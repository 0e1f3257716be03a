import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

/** A static site that is served from one folder at a time. */
export interface SiteServer {
  readonly url: string;
  /** Serves another folder from the next request on. Requests under way keep the one before. */
  show(folder: string): void;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves a folder of static files, and can change to another in one step: a visitor sees the old site or the
 * new one, never half of each.
 *
 * @param port 0 for any that is free.
 */
export async function serveSite(folder: string, port: number, host = '127.0.0.1'): Promise<SiteServer> {
  let handle = handlerOf(folder);
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    show: (next) => {
      handle = handlerOf(next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function handlerOf(folder: string): Handler {
  const notFound = readFileSync(join(folder, '404.html'));
  const serve = sirv(folder, {
    etag: true,
    setHeaders: (response, path) => {
      // Gatsby puts the content's hash into the names under /static and of scripts; pages keep their names.
      const lasting = path.startsWith('/static/') || /-[0-9a-f]{20}\.js$/.test(path);
      response.setHeader('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
    onNoMatch: (_request, response) => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' });
      response.end(notFound);
    },
  });
  return (request, response) => serve(request, response);
}
