import { openStore } from '@datahub/lake';
import { z } from 'zod';
import type { HookConfig } from './call-hook.ts';
import { hookError } from './errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const milliseconds = (fallback: number) => z.coerce.number().int().min(1).max(900_000).default(fallback);
const hookUrl = z.url({ protocol: /^https?$/, error: 'an http or https address' });

const common = {
  HUB_LAKE: z.string().superRefine((address, context) => {
    try {
      openStore(address);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  }),
  BUILD_HOOK_URL: hookUrl,
  BUILD_HOOK_TIMEOUT_MS: milliseconds(10_000),
  BUILD_HOOK_RETRIES: z.coerce.number().int().min(0).max(10).default(4),
  BUILD_HOOK_BACKOFF_MS: milliseconds(500),
};

const lambdaSchema = z.object({
  ...common,
  LAKE_KEY_PREFIX: z
    .string()
    .regex(/^(|[^/].*\/)$/, 'empty, or ending in a slash and not beginning with one')
    .default(''),
});

const watchSchema = z.object({
  ...common,
  WATCH_INTERVAL_MS: milliseconds(1_000),
  WATCH_SETTLE_MS: milliseconds(500),
});

/** Names of the variables that each program reads. */
export const settings = {
  lambda: Object.keys(lambdaSchema.shape),
  watch: Object.keys(watchSchema.shape),
} as const;

export interface LambdaConfig {
  /** As `openStore` takes it. */
  readonly lake: string;
  /** Where the lake begins in its bucket: empty, or ending in a slash. */
  readonly keyPrefix: string;
  readonly hook: HookConfig;
}

/** @throws HOOK_CONFIG_INVALID with every problem, a line each */
export function parseLambdaConfig(env: Environment): LambdaConfig {
  const values = parse(lambdaSchema, env);
  return { lake: values.HUB_LAKE, keyPrefix: values.LAKE_KEY_PREFIX, hook: hookOf(values) };
}

export interface WatchMainConfig {
  readonly lake: string;
  readonly hook: HookConfig;
  readonly intervalMs: number;
  readonly settleMs: number;
}

/** @throws HOOK_CONFIG_INVALID with every problem, a line each */
export function parseWatchConfig(env: Environment): WatchMainConfig {
  const values = parse(watchSchema, env);
  return {
    lake: values.HUB_LAKE,
    hook: hookOf(values),
    intervalMs: values.WATCH_INTERVAL_MS,
    settleMs: values.WATCH_SETTLE_MS,
  };
}

function hookOf(values: z.output<typeof lambdaSchema> | z.output<typeof watchSchema>): HookConfig {
  return {
    url: values.BUILD_HOOK_URL,
    timeoutMs: values.BUILD_HOOK_TIMEOUT_MS,
    retries: values.BUILD_HOOK_RETRIES,
    backoffMs: values.BUILD_HOOK_BACKOFF_MS,
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, env: Environment): z.output<Schema> {
  // A variable that is set to nothing is a variable that is not set.
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message, code }) => {
    const missing = code === 'invalid_type' && env[String(path[0])] === undefined;
    return `  ${path.join('.')}: ${missing ? 'is not set' : message}`;
  });
  throw hookError('HOOK_CONFIG_INVALID', { problems: problems.join('\n') });
}
