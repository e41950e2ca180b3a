/** The last number of an ascending list that is at most `limit`; undefined where there is none. */
export function lastUpTo(ascending: readonly number[], limit: number): number | undefined {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return ascending[low - 1];
}
