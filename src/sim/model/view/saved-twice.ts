/**
 * What stands in the history more often than it should: a message in more entries than it was typed, a reply in more
 * than it was sent. A repeat that the sender could not know of stands there once, and may.
 */
import type { RunView, SavedAgainView } from './types.ts';

/** In the order of the commits. */
export function standTwice(view: RunView): readonly SavedAgainView[] {
  return view.history.again.filter((again) => again.times > timesOf(view, again));
}

/** How often it may stand there. */
function timesOf(view: RunView, { mid, user, text, entry }: SavedAgainView): number {
  if (mid !== null)
    return view.messages.filter((one) => one.user === user && one.text === text && one.eventId < entry.event).length;
  const sent = view.replies.filter((one) => one.side === view.side && one.user === user && one.text === text).length;
  // What was never sent, or may still be on its way, is not counted.
  return sent === 0 || view.end.reason !== 'quiet' ? Infinity : sent;
}
