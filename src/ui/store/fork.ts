/** A run that is another one from some moment on, held against the one that it comes from. */
import type { Past } from '../../sim/model/trace-file/hash.ts';
import type { Trace } from '../../sim/model/trace.ts';
import type { Fork } from './state.ts';

/** A fork beside the run on show: whether its past is the one that it comes from, and else where they part. */
export function heldAgainst(fork: Fork, now: Past, trace: Trace, last: Trace | undefined): Fork {
  const same = now.hash === fork.before.hash;
  // Once the run on show had another past, it says nothing of where the two part.
  const unseen = last === undefined || (fork.differsAt === null && fork.now.hash !== fork.before.hash);
  if (same || unseen) return { ...fork, now, differsAt: null };
  const at = trace.events.findIndex((event, index) => JSON.stringify(event) !== JSON.stringify(last.events[index]));
  return { ...fork, now, differsAt: fork.differsAt ?? Math.max(0, at) };
}
