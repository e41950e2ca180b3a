/** What it led to: what the users got and what they did not, what the history lacks, and what the single tab did. */
import type { Verdict } from '../verdict.ts';
import { type MessageView, type ReplyView, type RunView, standTwice } from '../view/index.ts';
import { said } from './evidence.ts';
import { spoken } from './figures.ts';
import { type Ground, midsOf } from './ground.ts';
import { savedAgain } from './turns/saving.ts';
import type { Sentence } from './types.ts';
import { outcome } from './words/index.ts';

/** Up to so many replies are told one by one. */
const MOST_REPLIES = 4;

export function whatItLedTo(ground: Ground, verdicts: readonly Verdict[]): readonly Sentence[] {
  return [
    ...replies(ground),
    ...repeated(ground),
    ...unanswered(ground),
    ...foreign(ground),
    ...missing(ground, verdicts),
    ...twiceInHistory(ground),
    ...tab(ground),
  ];
}

/** Replies that are the first to their messages. */
function replies(ground: Ground): readonly Sentence[] {
  const { view, messages, links } = ground;
  const firsts = new Map<number, MessageView[]>();
  for (const message of view.messages) {
    const [reply] = message.answeredBy;
    if (reply === undefined || message.answeredBy.length > 1) continue;
    firsts.set(reply, [...(firsts.get(reply) ?? []), message]);
  }
  const told = [...firsts].toSorted(([a], [b]) => a - b);
  const last = links.replies.get(told.at(-1)?.[0] ?? -1);
  if (told.length > MOST_REPLIES && last !== undefined) {
    const number = told.reduce((sum, [, answered]) => sum + answered.length, 0);
    return [said(ground, outcome.repliesMany(told.length, number, spoken(last.atMs)), last.eventId)];
  }
  return told.flatMap(([id, answered]) => {
    const reply = links.replies.get(id);
    const typedMs = Math.max(...answered.map(({ atMs }) => atMs));
    if (reply === undefined) return [];
    const after = spoken(reply.atMs - typedMs);
    const say = answered.length === 1 ? outcome.repliedOne : outcome.replied;
    return [said(ground, say(messages(midsOf(answered)), spoken(reply.atMs), after), id)];
  });
}

/** Messages with more than one reply, by which they are. */
function repeated(ground: Ground): readonly Sentence[] {
  const { view, messages, links } = ground;
  const groups = new Map<string, MessageView[]>();
  for (const message of view.messages) {
    if (message.answeredBy.length < 2) continue;
    const key = message.answeredBy.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  return [...groups.values()].map((group) => {
    const ids = group[0]?.answeredBy ?? [];
    const texts = new Set(ids.map((id) => links.replies.get(id)?.text));
    const at = ids.map((id) => spoken(links.replies.get(id)?.atMs ?? 0));
    return said(
      ground,
      outcome.twice(messages(midsOf(group)), group.length, at, texts.size > 1),
      ...ids.slice(1),
      ...ids.slice(0, 1),
    );
  });
}

function unanswered(ground: Ground): readonly Sentence[] {
  const { view, messages } = ground;
  const never = view.messages.filter(({ answeredBy }) => answeredBy.length === 0);
  if (never.length === 0) return [];
  return [said(ground, outcome.never(messages(midsOf(never)), never.length), ...never.map(({ eventId }) => eventId))];
}

/** Replies that went to somebody who had not written what they answer. */
function foreign(ground: Ground): readonly Sentence[] {
  const { view, user, messages } = ground;
  return view.replies.flatMap((reply) => {
    const strange = reply.messages.filter((mid) => view.byMid.get(mid)?.user !== reply.user);
    if (reply.side !== view.side || strange.length === 0) return [];
    return [said(ground, outcome.stranger(user(reply.user), messages(strange), spoken(reply.atMs)), reply.eventId)];
  });
}

/** What the check of the history found missing. */
function missing(ground: Ground, verdicts: readonly Verdict[]): readonly Sentence[] {
  const { view, messages, links } = ground;
  const verdict = verdicts.find(({ check }) => check === 'history-complete');
  if (verdict?.verdict !== 'broken') return [];
  const lost = view.messages.filter(({ kept, acceptedEvent }) => !kept && acceptedEvent !== null);
  const unsaved = verdict.eventIds.filter((id) => links.replies.has(id));
  const sent = view.replies.filter(({ side }) => side === view.side).length;
  return [
    ...(lost.length === 0
      ? []
      : [said(ground, outcome.lostHistory(messages(midsOf(lost))), ...lost.map(({ eventId }) => eventId))]),
    ...(unsaved.length === 0 ? [] : [said(ground, outcome.lostReplies(unsaved.length, sent), ...unsaved)]),
  ];
}

function twiceInHistory(ground: Ground): readonly Sentence[] {
  const again = standTwice(ground.view);
  const [first] = again;
  if (first === undefined) return [];
  const most = Math.max(...again.map(({ times }) => times));
  const text = outcome.inHistoryAgain(ground.at(first.entry.event), savedAgain(ground, again), most);
  return [said(ground, text, ...new Set(again.map(({ entry }) => entry.event)))];
}

function tab(ground: Ground): readonly Sentence[] {
  const { tab: view, messages } = ground;
  if (view.messages.length === 0) return [];
  const theirs = view.replies.filter(({ side }) => side === 'baseline');
  const open = view.messages.filter(({ answeredBy }) => answeredBy.length === 0);
  const ids = theirs.map(({ eventId }) => eventId);
  const at = theirs.map(({ atMs }) => spoken(atMs));
  return [said(ground, outcome.tab(whatTheTabDid(view, theirs, open, at, messages)), ...ids)];
}

function whatTheTabDid(
  view: RunView,
  theirs: readonly ReplyView[],
  open: readonly MessageView[],
  at: readonly string[],
  messages: Ground['messages'],
): string {
  if (theirs.length === 0) return outcome.tabNone;
  if (open.length === 0) return outcome.tabAll(theirs.length, view.messages.length, at);
  const answered = view.messages.filter(({ answeredBy }) => answeredBy.length > 0);
  return outcome.tabSome(messages(midsOf(answered)), at.at(-1) ?? '', messages(midsOf(open)));
}
