import { setTimeout as sleep } from 'node:timers/promises';
import type { ResultOf, TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { OperationDefinitionNode } from 'graphql';
import { ClientError, GraphQLClient, type RequestOptions } from 'graphql-request';
import { pluginError } from '../errors.ts';
import type { PluginConfig } from '../options.ts';

declare const PLUGIN_VERSION: string;

/** Version of the plugin; outside the bundle there is none. */
export const pluginVersion = typeof PLUGIN_VERSION === 'string' ? PLUGIN_VERSION : '0.0.0';

/** Asks the API one question. Failures are coded errors. */
export type AskHub = <Result, Variables extends object>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

/**
 * A client of the hub's API that repeats what may succeed later (network errors, timeouts, 429, 5xx) with growing,
 * jittered pauses.
 *
 * @throws DATAHUB_API_UNREACHABLE, DATAHUB_API_FAILED, DATAHUB_CONTRACT_MISMATCH
 */
export function connectHub(
  config: Pick<PluginConfig, 'url' | 'timeoutMs' | 'retries' | 'headers'>,
  pause: (ms: number) => Promise<unknown> = sleep,
): AskHub {
  const client = new GraphQLClient(publicHref(config.url), {
    headers: {
      'graphql-client-name': 'gatsby-source-datahub',
      'graphql-client-version': pluginVersion,
      ...basicAuthorization(config.url),
      ...lowerCased(config.headers),
    },
  });

  return async (document, variables) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const signal = AbortSignal.timeout(config.timeoutMs);
        // The client's types tell questions with variables from those without; here both go one way.
        const options = { document, variables, signal } as unknown as RequestOptions<
          object,
          ResultOf<typeof document>
        >;
        return await client.request(options);
      } catch (error) {
        if (!mayPass(error)) throw explainAnswer(error, config.url, operationName(document));
        if (attempt > config.retries) {
          const details = {
            url: publicHref(config.url),
            reason: explainFailure(error, config.timeoutMs),
            attempts: attempt,
          };
          throw pluginError('DATAHUB_API_UNREACHABLE', details, error);
        }
        await pause(250 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
      }
    }
  };
}

/** What may go right the next time. A GraphQL server may answer errors of the request itself with 4xx: those stay. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ClientError)) return true;
  const { status } = error.response;
  return status === 429 || status >= 500;
}

function explainAnswer(error: unknown, url: URL, operation: string) {
  const { response } = error as ClientError;
  const messages = response.errors?.map((one) => one.message) ?? [];
  const details = { url: publicHref(url), operation };
  // Without data, and without a code of the API's own: the question itself was refused.
  const refused = response.errors?.some((one) =>
    /^(GRAPHQL_|MER_ERR_GQL_VALIDATION)/.test(String(one.extensions?.code)),
  );
  const invalid = messages.some((message) =>
    /^(Cannot query field|Unknown (argument|type)|Value ".*" does not exist in)/.test(message),
  );
  if (refused || invalid) {
    return pluginError('DATAHUB_CONTRACT_MISMATCH', { ...details, reason: messages.join(' ') }, error);
  }
  const reason = messages.length > 0 ? messages.join(' ') : `HTTP ${response.status}, and no GraphQL in it`;
  return pluginError('DATAHUB_API_FAILED', { ...details, reason }, error);
}

function explainFailure(error: unknown, timeoutMs: number): string {
  if (error instanceof ClientError) return `HTTP ${error.response.status}`;
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer in ${timeoutMs} ms`;
  const cause =
    error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
}

/** A site that names itself takes the place of the plugin's name, however it writes the header. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** `fetch` refuses an address with a password in it: it goes where it belongs. */
function basicAuthorization({ username, password }: URL): Record<string, string> {
  if (!username && !password) return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** The address without a password in it: it is printed. */
export function publicHref(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

function operationName(document: TypedDocumentNode<unknown, never>): string {
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === 'OperationDefinition',
  );
  return operation?.name?.value ?? 'a question';
}
