/** Runs tasks, at most `limit` at a time, in the order in which they came. */
export type RunLimited = <T>(task: () => Promise<T>) => Promise<T>;

export function limitConcurrency(limit: number): RunLimited {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place goes to the next in line, so that nobody who comes between can take it.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
