/** What the user did: the texts as he typed them, brought together by bursts. */
import type { BurstView } from '../view/index.ts';
import { said } from './evidence.ts';
import { spoken } from './figures.ts';
import { capital, type Ground } from './ground.ts';
import type { Sentence } from './types.ts';
import { outcome } from './words/index.ts';

/** More users or bursts than these are told by their number. */
const MOST_USERS = 3;
const MOST_BURSTS = 4;

export function whatUsersDid(ground: Ground): readonly Sentence[] {
  const { view, users } = ground;
  const [first] = view.messages;
  const last = view.messages.at(-1);
  if (first === undefined || last === undefined) return [said(ground, outcome.nothing)];
  if (users.length > MOST_USERS)
    return [
      said(
        ground,
        outcome.many(users.length, view.messages.length, spoken(last.atMs - first.atMs)),
        first.eventId,
        last.eventId,
      ),
    ];
  return users.flatMap((user) => byOne(ground, user));
}

function byOne(ground: Ground, user: string): readonly Sentence[] {
  const { view } = ground;
  const bursts = view.bursts.filter((burst) => burst.user === user);
  const mine = view.messages.filter((message) => message.user === user);
  const name = ground.user(user);
  const [first] = mine;
  const last = mine.at(-1);
  if (first === undefined || last === undefined) return [];
  if (bursts.length > MOST_BURSTS)
    return [
      said(
        ground,
        outcome.bursts(capital(name), mine.length, bursts.length, spoken(last.atMs - first.atMs)),
        first.eventId,
        last.eventId,
      ),
    ];
  return bursts.map((burst, i) => {
    const events = burst.messages.flatMap((mid) => view.byMid.get(mid)?.eventId ?? []);
    const within = withinOf(burst);
    const number = burst.messages.length;
    const text =
      i === 0
        ? outcome.typed(capital(name), number, within)
        : outcome.typedAt(name, number, spoken(burst.fromMs), within);
    return said(ground, text, ...events);
  });
}

function withinOf({ messages, fromMs, toMs }: BurstView): string | null {
  return messages.length < 2 ? null : spoken(toMs - fromMs);
}
