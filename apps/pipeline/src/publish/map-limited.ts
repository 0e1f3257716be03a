/**
 * Runs `work` over all items, `limit` at a time, and gives the results in their order. Settles what has begun, then
 * throws the first failure: no promise is left unwatched.
 */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  let failed = false;
  const runners = Array.from({ length: Math.min(limit, items.length) }, async () => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        results[index] = await work(items[index] as Item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  });
  for (const settled of await Promise.allSettled(runners)) {
    if (settled.status === 'rejected') throw settled.reason;
  }
  return results;
}
