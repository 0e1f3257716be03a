import type { Client } from './read-client.ts';

/** Clients that are told apart: their names are their own, and the memory is ours. */
const MOST_CLIENTS = 1000;

const OTHER: Client = { name: 'other', version: 'other' };

/** Gives the first clients back as they are, and the same one for all that come when there are too many. */
export function limitClients(): (client: Client) => Client {
  const known = new Set<string>();
  return (client) => {
    const key = JSON.stringify([client.name, client.version]);
    if (known.has(key)) return client;
    if (known.size >= MOST_CLIENTS) return OTHER;
    known.add(key);
    return client;
  };
}
