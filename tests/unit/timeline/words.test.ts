import { describe, expect, test } from 'vitest';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { describeEvent } from '../../../src/ui/timeline/words/index.ts';
import { everythingElse, requeueDeduplicated } from './stories.ts';

function titles(trace: Trace): readonly string[] {
  return trace.events.map((event) => describeEvent(trace, event).title);
}

describe('events in words', () => {
  const trace = requeueDeduplicated();
  test('tell the story of a dropped trigger', () => {
    const told = trace.events
      .filter(({ kind }) => kind === 'arrival')
      .map((event) => `${event.atMs} ${describeEvent(trace, event).title}`);
    expect(told).toMatchInlineSnapshot(`
      [
        "50 webhook #1 is called by Messenger about message 1",
        "100 Redis keeps message 1 for webhook #1",
        "200 QStash accepts a publish from webhook #1, due at 3.200 s",
        "1150 webhook #1 is called by Messenger about message 2",
        "1200 Redis keeps message 2 for webhook #1",
        "1300 QStash answers “accepted” and drops the publish: duplicate id, a delivery is still to come",
        "2250 webhook #1 is called by Messenger about message 3",
        "2300 Redis keeps message 3 for webhook #1",
        "2400 QStash answers “accepted” and drops the publish: duplicate id, a delivery is still to come",
        "3250 processor #1 is called by QStash",
        "3300 Redis gives the lock to processor #1",
        "3400 Redis shows processor #1 the list: messages 1, 2, 3",
        "3500 Redis deletes lock:u for processor #1",
        "3600 QStash answers “accepted” and drops the publish: duplicate id",
        "4250 OpenAI is asked by Tab about messages 1, 2, 3",
      ]
    `);
  });
  test('call a duplicate a failure only where nothing else will do its work', () => {
    const dropped = trace.events.filter((event) => event.kind === 'arrival' && event.facts?.['deduplicated'] === true);
    expect(dropped.map((event) => describeEvent(trace, event).failed)).toEqual([false, false, true]);
  });
  test('say for every kind of event what happened', () => {
    for (const told of [trace, everythingElse()]) {
      for (const title of titles(told)) expect(title).toMatch(/^\S.+\S$/u);
    }
  });
  test('say how long what begins goes on, and how it ended', () => {
    const odd = everythingElse();
    const work = odd.events.find((event) => event.kind === 'arrival' && event.node === 'processor-2');
    expect(work && describeEvent(odd, work).facts).toContainEqual(['At work', '1.7 s, crash']);
  });
  test('give a clock that is off, with how far', () => {
    const odd = everythingElse();
    const event = odd.events.find(({ node }) => node === 'processor-1');
    expect(event && describeEvent(odd, event).facts.find(([label]) => label === 'Its clock')?.[1]).toContain('−2 s');
  });
});
