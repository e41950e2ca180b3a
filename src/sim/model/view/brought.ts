/** What a webhook brings, by what Messenger writes down of it. */
import type { StateChange } from '../trace.ts';

/** Whether it brings the message itself. One that tells only of an edit names it as well, and nobody has to act on it. */
export function brings(patch: readonly StateChange[] | undefined, mid: string): boolean {
  const told = new Set((patch ?? []).map(({ key }) => key));
  return told.has(`webhooks/${mid}`) || !told.has(`webhooks/${mid}/edit`);
}
