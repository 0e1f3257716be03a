import type { PluginOptionsSchemaArgs } from 'gatsby';
import { pluginError } from './errors.ts';

/** What stands in gatsby-config, once Gatsby has checked it. */
export interface PluginOptions {
  readonly url?: string;
  readonly datasets?: readonly string[];
  readonly pageSize: number;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PluginConfig extends Omit<PluginOptions, 'url' | 'datasets'> {
  /** GraphQL endpoint. */
  readonly url: URL;
  /** Null takes all datasets of the contract. */
  readonly datasets: readonly string[] | null;
}

const LONGEST_PAGE = 10_000;

export function pluginOptionsSchema({ Joi }: Pick<PluginOptionsSchemaArgs, 'Joi'>) {
  return Joi.object({
    url: Joi.string()
      .uri({ scheme: ['http', 'https'] })
      .description('GraphQL endpoint of the hub’s API. Without it: the environment’s DATA_HUB_API_URL.'),
    datasets: Joi.array()
      .items(Joi.string())
      .min(1)
      .unique()
      .description('Datasets to take, by name. Without it: all of the contract.'),
    pageSize: Joi.number().integer().min(1).max(LONGEST_PAGE).default(5_000).description('Rows a request.'),
    timeoutMs: Joi.number().integer().min(100).default(30_000).description('How long one request may take.'),
    retries: Joi.number()
      .integer()
      .min(0)
      .max(10)
      .default(3)
      .description('How often a request is repeated after a network error, a timeout, a 429 or a 5xx.'),
    headers: Joi.object()
      .pattern(Joi.string(), Joi.string())
      .default({})
      .description('Headers to send with each request.'),
  });
}

/**
 * The plugin's whole configuration; the only place that looks at the environment.
 *
 * @throws DATAHUB_URL_MISSING, DATAHUB_URL_INVALID
 */
export function readConfig(
  { url: given, datasets, ...rest }: PluginOptions,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): PluginConfig {
  const from = given ? 'options.url' : 'DATA_HUB_API_URL';
  const value = given || environment.DATA_HUB_API_URL?.trim();
  if (!value) throw pluginError('DATAHUB_URL_MISSING');
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw pluginError('DATAHUB_URL_INVALID', { from, value });
  }
  const url = new URL(value);
  // People give the address of the API as often as that of its endpoint.
  if (url.pathname === '/') url.pathname = '/graphql';
  return { ...rest, url, datasets: datasets ?? null };
}
