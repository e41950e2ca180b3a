/**
 * In which order a server tells the members of a set. A small set of whole numbers is kept sorted there (an intset);
 * any other is told in an order that a server draws anew at each start, so that any is right: here as they came.
 * Source: Redis 7.0, t_set.c, intset.c; set-max-intset-entries.
 */
import { int64 } from '../numbers.ts';
import { RedisError } from '../reply.ts';

const LARGEST_INTSET = 512;

function wholeOf(member: string): bigint | undefined {
  try {
    return int64(member);
  } catch (error) {
    if (error instanceof RedisError) return undefined;
    throw error;
  }
}

export function told(members: ReadonlySet<string>): readonly string[] {
  const asTheyCame = [...members];
  if (members.size > LARGEST_INTSET) return asTheyCame;
  const numbers: { readonly member: string; readonly value: bigint }[] = [];
  for (const member of asTheyCame) {
    const value = wholeOf(member);
    if (value === undefined) return asTheyCame;
    numbers.push({ member, value });
  }
  return numbers.toSorted((a, b) => (a.value < b.value ? -1 : 1)).map(({ member }) => member);
}
