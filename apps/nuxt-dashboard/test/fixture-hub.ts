// The API's stand-in for tests: a real HTTP server that executes GraphQL over the contract's SDL, on rows of a fixture.
// Its roll-up is a plain sum over stored rows (a mean from its sum and count), written apart from the API's SQL.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contract } from '@datahub/contract';
import { typeDefs } from '@datahub/contract/graphql';
import { buildSchema, graphql } from 'graphql';
import { DATASET, shown } from '../shared/dataset.ts';

/** A stored row: columns of the dataset, with the parts that a mean is made of. */
export type StoredRow = Readonly<Record<string, string | number | null>>;

export interface FixtureHub {
  readonly url: string;
  /** Names and versions of the clients that asked, in order. */
  readonly clients: string[];
  /** Documents that were asked, in order. */
  readonly operations: string[];
  publish(rows: readonly StoredRow[]): void;
  /** Answers every question with this HTTP status until it is null again. */
  fail(status: number | null): void;
  close(): Promise<void>;
}

const schema = buildSchema(typeDefs);

export async function startFixtureHub(rows: readonly StoredRow[] = [], port = 0): Promise<FixtureHub> {
  let stored = rows;
  let version: number | null = rows.length === 0 ? null : 0;
  let failing: number | null = null;
  const clients: string[] = [];
  const operations: string[] = [];

  const server = createServer(async (request, response) => {
    const body = await readJson(request);
    const { 'graphql-client-name': name, 'graphql-client-version': clientVersion } = request.headers;
    clients.push(`${name} ${clientVersion}`);
    operations.push(body.query);
    if (failing !== null) {
      response.writeHead(failing, { 'content-type': 'text/plain' }).end('Out of order');
      return;
    }
    const answer = await graphql({
      schema,
      source: body.query,
      variableValues: body.variables,
      rootValue: resolve(stored, version),
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clients,
    operations,
    publish(next) {
      stored = next;
      version = version === null ? 0 : version + 1;
    },
    fail(status) {
      failing = status;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

interface Ask {
  readonly from?: string;
  readonly to?: string;
  readonly filter?: Readonly<Record<string, readonly string[] | null>> | null;
  readonly groupBy?: readonly string[];
  readonly first: number;
  readonly after?: string | null;
}

function resolve(rows: readonly StoredRow[], version: number | null) {
  const dates = [...new Set(rows.map((row) => String(row[shown.day])))].sort();
  return {
    getAvailableDates: dates,
    hub: {
      wireHash: contract.wireHash,
      datasets: [
        {
          name: DATASET,
          description: shown.ir.description,
          state: version === null ? 'EMPTY' : 'READY',
          message: version === null ? 'Nothing was published yet.' : null,
          version,
          publishedAt: version === null ? null : '2026-07-31T06:00:00Z',
          runId: null,
          firstDate: dates[0] ?? null,
          lastDate: dates.at(-1) ?? null,
          days: dates.length,
          rows: rows.length,
          storageHash: shown.ir.storageHash,
          columns: [],
        },
      ],
    },
    [shown.ir.fieldName]: (ask: Ask) => {
      const all = rollUp(select(rows, ask), ask.groupBy ?? [shown.day, shown.region, shown.kind]);
      const start = Number(ask.after ?? 0);
      const end = start + ask.first;
      return {
        rows: all.slice(start, end),
        totalCount: all.length,
        endCursor: end < all.length ? String(end) : null,
        version,
      };
    },
  };
}

function select(rows: readonly StoredRow[], { from, to, filter }: Ask): StoredRow[] {
  return rows.filter(
    (row) =>
      (!from || String(row[shown.day]) >= from) &&
      (!to || String(row[shown.day]) <= to) &&
      Object.entries(filter ?? {}).every(
        ([column, values]) => !values || values.includes(String(row[column])),
      ),
  );
}

function rollUp(rows: readonly StoredRow[], groupBy: readonly string[]): Record<string, unknown>[] {
  const groups = new Map<string, StoredRow[]>(groupBy.length === 0 ? [['[]', []]] : []);
  for (const row of rows) {
    const key = JSON.stringify(groupBy.map((column) => row[column]));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]) => {
      const names: unknown[] = JSON.parse(key);
      const row: Record<string, unknown> = Object.fromEntries(
        groupBy.map((column, index) => [column, names[index]]),
      );
      for (const figure of shown.figures) {
        if (figure.role !== 'measure') continue;
        const sum = (column: string) => {
          const known = members.map((member) => member[column]).filter((value) => typeof value === 'number');
          return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
        };
        if (figure.parts) {
          const count = sum(figure.parts.count.name) ?? 0;
          row[figure.name] = count === 0 ? null : (sum(figure.parts.sum.name) ?? 0) / count;
        } else {
          row[figure.name] = sum(figure.name) ?? (figure.nullable ? null : 0);
        }
      }
      return row;
    });
}

async function readJson(
  request: IncomingMessage,
): Promise<{ query: string; variables?: Record<string, unknown> }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
