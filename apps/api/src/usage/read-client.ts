import type { IncomingHttpHeaders } from 'node:http';

/** Who asks, as it says of itself. */
export interface Client {
  readonly name: string;
  readonly version: string;
}

/** What stands where a client does not say. */
export const UNKNOWN = 'unknown';

const LONGEST_NAME = 100;
const LONGEST_VERSION = 50;

/** From the headers of GraphQL clients, or from those of Apollo's. Nothing that breaks a line or a table gets through. */
export function readClient(headers: IncomingHttpHeaders): Client {
  const read = (what: 'name' | 'version', longest: number) =>
    clean(headers[`graphql-client-${what}`], longest) ||
    clean(headers[`apollographql-client-${what}`], longest) ||
    UNKNOWN;
  return { name: read('name', LONGEST_NAME), version: read('version', LONGEST_VERSION) };
}

/** Header values come as Latin-1: everything but printable ASCII is dropped. */
function clean(value: string | string[] | undefined, longest: number): string {
  const text = Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
  return text
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, longest);
}
