/**
 * Does something with each of some items, with a few at once.
 *
 * @returns what came of each, in their order; what was thrown where something was.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = [];
  let begun = 0;
  const serve = async (): Promise<void> => {
    while (begun < items.length) {
      const index = begun++;
      const [result] = await Promise.allSettled([work(items[index] as T, index)]);
      results[index] = result;
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, serve));
  return results;
}
