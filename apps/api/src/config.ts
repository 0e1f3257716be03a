import { resolve } from 'node:path';
import { openStore } from '@datahub/lake';
import { z } from 'zod';
import { serverError } from './errors.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Everything that can be set, with its default. The README's table is held to this list by a test. */
export const settings = {
  HUB_LAKE: {
    about: 'Address of the lake.',
    default: 'file:./lake',
    schema: z.string().superRefine((address, context) => {
      try {
        openStore(address);
      } catch (cause) {
        context.addIssue({ code: 'custom', message: (cause as Error).message });
      }
    }),
  },
  HOST: { about: 'Address to listen on; `0.0.0.0` for all.', default: '127.0.0.1', schema: z.string() },
  PORT: { about: 'Port to listen on; 0 takes a free one.', default: '4000', schema: wholeNumber(0, 65_535) },
  NODE_ENV: {
    about: '`production` turns GraphiQL and introspection off.',
    default: 'development',
    schema: z.enum(['development', 'production', 'test']),
  },
  LOG_LEVEL: { about: `One of ${LOG_LEVELS.join(', ')}.`, default: 'info', schema: z.enum(LOG_LEVELS) },
  HUB_POLL_MS: {
    about: 'Milliseconds between two looks for a new version.',
    default: '1000',
    schema: wholeNumber(50, 3_600_000),
  },
  HUB_KEEP_VERSIONS_MS: {
    about: 'Milliseconds that a version stays readable for cursors after a newer one took its place.',
    default: '120000',
    schema: wholeNumber(0, 86_400_000),
  },
  HUB_QUERIES: {
    about: 'Queries that run at a time; others wait.',
    default: '3',
    schema: wholeNumber(1, 64),
  },
  HUB_USAGE: {
    about: 'Folder that keeps the counts of use; `off` counts in memory alone, and forgets at the end.',
    default: './.datahub/usage',
    schema: z
      .string()
      .refine((folder) => !/^[a-z][a-z0-9+.-]+:/i.test(folder), 'must be a folder of this machine, or off')
      .transform((folder) => (folder === 'off' ? null : resolve(folder))),
  },
} as const satisfies Readonly<Record<string, { about: string; default: string; schema: z.ZodType }>>;

/** What the API is built with. */
export interface ApiConfig {
  /** As `openStore` takes it. */
  readonly lake: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly pollMs: number;
  readonly keepVersionsMs: number;
  /** Queries at a time. */
  readonly queries: number;
  /** Absolute path of the folder that keeps the counts of use; null keeps none. */
  readonly usage: string | null;
  readonly graphiql: boolean;
  readonly introspection: boolean;
}

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * @throws API_CONFIG_INVALID with every mistake, a line each
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): ApiConfig {
  const problems: string[] = [];
  const read = <Name extends keyof typeof settings>(name: Name) => {
    const setting = settings[name];
    const result = setting.schema.safeParse(env[name]?.trim() || setting.default);
    if (result.success) return result.data as z.output<(typeof settings)[Name]['schema']>;
    const reasons = result.error.issues.map((issue) => issue.message).join('; ');
    problems.push(`  ${name}=${JSON.stringify(env[name])}: ${reasons}`);
    return undefined as never; // never looked at: the problem is thrown below
  };
  const production = read('NODE_ENV') === 'production';
  const config: ApiConfig = {
    lake: read('HUB_LAKE'),
    host: read('HOST'),
    port: read('PORT'),
    logLevel: read('LOG_LEVEL'),
    pollMs: read('HUB_POLL_MS'),
    keepVersionsMs: read('HUB_KEEP_VERSIONS_MS'),
    queries: read('HUB_QUERIES'),
    usage: read('HUB_USAGE'),
    graphiql: !production,
    introspection: !production,
  };
  if (problems.length > 0) throw serverError('API_CONFIG_INVALID', { problems: problems.join('\n') });
  return config;
}

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}
