import pRetry, { AbortError } from 'p-retry';
import { hookError } from './errors.ts';
import { keyOf, type Rebuild } from './rebuild.ts';

/** How to reach the build hook. */
export interface HookConfig {
  /** A secret with many providers: whoever knows it can start builds. Only its origin is ever told. */
  readonly url: string;
  /** Milliseconds for one attempt. */
  readonly timeoutMs: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** Milliseconds before the first of them; twice as long before each further one. */
  readonly backoffMs: number;
}

const ANSWER_LENGTH = 200;

/** The longest that `callHook` can take, in milliseconds. */
export function longestCall({ timeoutMs, retries, backoffMs }: HookConfig): number {
  return timeoutMs * (retries + 1) + backoffMs * (2 ** retries - 1);
}

/**
 * Asks for one build: POST with the version as JSON. What may pass (no connection, no answer in time, 408, 429, 5xx)
 * is tried again; any other answer is final.
 * @throws HOOK_REFUSED, HOOK_FAILED
 */
export async function callHook(config: HookConfig, rebuild: Rebuild, signal?: AbortSignal): Promise<void> {
  const details = { origin: new URL(config.url).origin, dataset: rebuild.dataset, version: rebuild.version };
  const attempt = async (): Promise<void> => {
    const timeout = AbortSignal.timeout(config.timeoutMs);
    let response: Response;
    try {
      response = await fetch(config.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': keyOf(rebuild) },
        body: JSON.stringify(rebuild),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (cause) {
      throw hookError(
        'HOOK_FAILED',
        { ...details, reason: reasonOf(cause, timeout, config.timeoutMs) },
        cause,
      );
    }
    const answer = (await response.text().catch(() => '')).slice(0, ANSWER_LENGTH);
    if (response.ok) return;
    const { status } = response;
    const error = hookError('HOOK_REFUSED', { ...details, status, answer });
    throw status >= 500 || status === 408 || status === 429 ? error : new AbortError(error);
  };
  await pRetry(attempt, {
    retries: config.retries,
    minTimeout: config.backoffMs,
    factor: 2,
    ...(signal ? { signal } : {}),
  });
}

/** `fetch` says "fetch failed" and keeps the reason behind it. */
function reasonOf(cause: unknown, timeout: AbortSignal, timeoutMs: number): string {
  if (timeout.aborted) return `no answer within ${timeoutMs} ms`;
  const { message, cause: behind } = cause as Error;
  return behind instanceof Error ? behind.message || String((behind as NodeJS.ErrnoException).code) : message;
}
