/**
 * The account of every variant, read as a user would: what went wrong first is the event that the scenario is about,
 * and every sentence stands on events of the trace. The sentences were read one by one beside what each scenario says
 * must be seen.
 */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/sim/checks/index.ts';
import { type Account, accountOf, accountSections, type Sentence } from '../../src/sim/model/account/index.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { type Case, cases, play } from '../support/app.ts';
import { FIRSTS } from './account-firsts.ts';

interface Told {
  readonly trace: Trace;
  readonly account: Account;
}

const told = new Map<string, Promise<Told>>();

async function tell({ scenario, variant, name }: Case): Promise<Told> {
  const known = told.get(name);
  if (known !== undefined) return known;
  const telling = play(scenario.id, variant.id).then((trace) => ({ trace, account: accountOf(trace, judge(trace)) }));
  told.set(name, telling);
  return telling;
}

function sentencesOf({ did, first, why, next, ledTo }: Account): readonly Sentence[] {
  return [...did, first, ...why, ...next, ...ledTo];
}

/** What happened in the event: on which kind of node, and what. */
function drawn({ events, nodes }: Trace, id: number | undefined): string {
  const event = events[id ?? -1];
  const role = nodes.find((node) => node.id === event?.node)?.role ?? '';
  switch (event?.kind) {
    case 'lifecycle':
      return `${role}: ${event.change}`;
    case 'arrival':
      return `${role}: ${event.operation}`;
    case 'answer':
    case 'return':
      return `${role}: ${event.kind} ${event.status}`;
    default:
      return `${role}: ${event?.kind ?? 'nothing'}`;
  }
}

describe('the account of a variant', () => {
  const byName = new Map(
    FIRSTS.trim()
      .split('\n')
      .map((line) => line.split(' | '))
      .map(([name = '', event = '', sentence = '']) => [name, { event, sentence }]),
  );

  it.each(cases.map((each) => [each.name, each] as const))('%s says what went wrong first', async (name, each) => {
    const { trace, account } = await tell(each);
    const expected = byName.get(name);
    if (each.scenario.kind === 'explored') {
      expect(account.standing).toBe('wrong');
      return;
    }
    if (expected === undefined) {
      expect(account.standing).toBe('fine');
      expect(account.first.text).toMatch(/^Nothing went wrong: /);
      expect(account.why).toEqual([]);
      return;
    }
    expect(account.first.text).toBe(expected.sentence);
    expect(drawn(trace, account.first.eventIds[0])).toBe(expected.event);
    expect(account.standing).toBe('wrong');
  });

  it.each(cases.map((each) => [each.name, each] as const))('%s speaks of events that are there', async (_, each) => {
    const { trace, account } = await tell(each);
    const sentences = sentencesOf(account);
    for (const { text, eventIds, atMs } of sentences) {
      expect(text).toMatch(/^\S.*[.”]$/u);
      expect(text.replace(/“.*”/u, '')).not.toMatch(/undefined|NaN|Infinity|null|somebody|does not show how| {2}/);
      expect(eventIds.filter((id) => trace.events[id] === undefined)).toEqual([]);
      if (atMs !== null) expect(atMs).toBeLessThanOrEqual(Math.max(trace.end.atMs, trace.events.at(-1)?.atMs ?? 0));
    }
    expect(account.did.length).toBeGreaterThan(0);
    expect(account.ledTo.length).toBeGreaterThan(0);
    // Whoever was never answered is named, and the single tab has the last word.
    expect(account.ledTo.at(-1)?.text).toMatch(/^The single tab /);
    expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length);
  });

  it('is never about more variants than there are', () => {
    const names = new Set(cases.map(({ name }) => name));
    expect([...byName.keys()].filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('the whole account', () => {
  const linesOf = async (scenario: string, variant: string): Promise<string> => {
    const trace = await play(scenario, variant);
    return accountSections(accountOf(trace, judge(trace)))
      .map(({ heading, lines }) => [heading, ...lines.map((line) => `  ${line}`)].join('\n'))
      .join('\n');
  };

  it('tells of a clock that was off, an id that was taken, and nobody who comes', async () => {
    expect(await linesOf('clock-skew', '5s-behind')).toBe(
      [
        'What was done',
        '  The user typed three messages within 0.5 s.',
        'What went wrong first',
        '  At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.',
        'Why',
        '  At 0.2 s the publish for message 1 had taken its id until 90.2 s, and that one had been delivered at 3.25 s already.',
        '  The clock of the processor was 5 s behind.',
        '  At 3.45 s the processor read messages 1–3 and put them off to wait for more: the newest seemed to be written in the future (−2.1 s), and was 2.9 s old.',
        'What followed',
        '  After that nothing was left that would call a processor for messages 1–3.',
        'What it led to',
        '  Messages 1–3 were never answered.',
        '  The history lacks messages 1–3.',
        '  The single tab answered everything in one reply at 4.1 s.',
      ].join('\n'),
    );
  });

  it('tells of two processors: what was slow, how the lock ended, who called the second', async () => {
    expect(await linesOf('lock-expires-early', 'model-40s-delivered-again')).toBe(
      [
        'What was done',
        '  The user typed three messages within 0.5 s.',
        'What went wrong first',
        '  At 35.1 s processor #2 took the lock while processor #1 was still at work on messages 1–3.',
        'Why',
        '  A fault of this run: slow model, openai.latencyMs is 40 s.',
        '  A fault of this run: delivered again after 31.8 s.',
        '  The model took 40.1 s, from 3.55 s to 43.65 s.',
        '  The lock of processor #1, taken at 3.3 s, had expired at 33.3 s.',
        '  QStash delivered one and the same trigger at 3.25 s and at 35.05 s.',
        'What followed',
        '  Processor #2 had loaded the conversation at 35.3 s, before processor #1 saved it.',
        '  At 75.6 s processor #2 saved the conversation over what processor #1 had saved.',
        'What it led to',
        '  Messages 1–3 were answered twice, at 43.7 s and 75.5 s, in different words.',
        '  The history lacks one of two replies.',
        '  The single tab answered everything in one reply at 42.6 s.',
      ].join('\n'),
    );
  });

  it('tells of a run without failure what was met on the way', async () => {
    expect(await linesOf('lock-expires-early', 'model-40s-delivered-again-lock-60s')).toBe(
      [
        'What was done',
        '  The user typed three messages within 0.5 s.',
        'What went wrong',
        '  Nothing went wrong: all three messages got a reply, and one only.',
        'What was met on the way',
        '  A fault of this run: slow model, openai.latencyMs is 40 s.',
        '  A fault of this run: delivered again after 31.8 s.',
        '  QStash dropped two publishes as duplicates: the trigger that it had stood for those messages as well.',
        '  Processor #2 met the lock at 35.1 s and left: it was not needed.',
        'What came of it',
        '  At 43.7 s one reply answered messages 1–3, 43.2 s after the last of them.',
        '  The single tab answered everything in one reply at 42.6 s.',
      ].join('\n'),
    );
  });
});

describe('a processor that reads and makes nothing of it', () => {
  const noKey = { fault: 'environment', name: 'OPENAI_API_KEY', unset: true };
  const followed = async (policy: string): Promise<readonly string[]> => {
    const trace = await play('rapid-burst', undefined, { policy, faults: [noKey] });
    return accountOf(trace, judge(trace)).next.map(({ text }) => text);
  };

  it('is told with the status that it gave, and what QStash did then', async () => {
    expect(await followed('documented')).toEqual([
      'The processor answered 500.',
      'At 3.8 s QStash put the delivery among its dead letters: nobody tries it again.',
    ]);
    expect(await followed('recommended')).toEqual([
      'Processor #1 answered 500.',
      'QStash tried again at 16.33 s, and found an empty list.',
    ]);
  });
});

describe('custody', () => {
  const custodyOf = async (scenario: string, variant: string): Promise<string | undefined> =>
    judge(await play(scenario, variant)).find(({ check }) => check === 'custody')?.sentence;

  it.each([
    ['retry-meets-own-lock', 'dies-at-4s', 'a trigger had met the lock and was spent'],
    ['lock-owner-number', 'compared-in-the-client', 'a trigger had met the lock and was spent'],
    ['list-expires', 'expiry-60s', 'the list had expired unread'],
    ['message-between-read-and-clear', 'while-the-model-thinks', 'the list had been deleted unread'],
    ['requeue-deduplicated', 'same-id', 'a publish had been dropped as a duplicate'],
  ])('says why nothing stood for a message any more: %s, %s', async (scenario, variant, cause) => {
    expect(await custodyOf(scenario, variant)).toContain(`: ${cause}.`);
  });
});
