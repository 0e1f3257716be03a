import { pipelineError } from './errors.ts';

/** What the environment says; everything else is said on the command line. */
export interface Config {
  /** `HUB_LAKE`: where `--lake` is not given. */
  readonly lake: string | null;
  /** `HUB_MEMORY`: what DuckDB may use, as it writes it (`128MB`). */
  readonly memoryLimit: string | null;
  /** `HUB_THREADS`: by default all processors. */
  readonly threads: number | null;
  /** `HUB_FAST_PATH`: `off`, and every line is read by the parser; by default the fast path takes what it can. */
  readonly fastPath: boolean;
}

/**
 * Reads the environment; reports all problems at once.
 * @throws CONFIG_INVALID
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const text = (name: string, pattern: RegExp, like: string): string | null => {
    const value = env[name];
    if (value === undefined || value === '') return null;
    if (!pattern.test(value)) problems.push(`  ${name}="${value}" is not like ${like}.`);
    return value;
  };
  const lake = env.HUB_LAKE === undefined || env.HUB_LAKE === '' ? null : env.HUB_LAKE;
  const memoryLimit = text('HUB_MEMORY', /^\d+(\.\d+)?\s*([KMGT]i?B)$/i, '128MB');
  const fastPath = text('HUB_FAST_PATH', /^(on|off)$/, 'off');
  const threads = text('HUB_THREADS', /^[1-9]\d{0,2}$/, '4');
  if (problems.length > 0) throw pipelineError('CONFIG_INVALID', { problems: problems.join('\n') });
  return {
    lake,
    memoryLimit,
    threads: threads === null ? null : Number(threads),
    fastPath: fastPath !== 'off',
  };
}
