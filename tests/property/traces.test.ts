/**
 * Whatever is explored, its trace could have happened: causes come before what follows from them, an answer after its
 * request, a caller hears once, and nobody who is dead or stands still does anything.
 */
import { describe, expect, it } from 'vitest';
import { runCase } from '../../src/sim/explore/case.ts';
import { Explorer } from '../../src/sim/explore/index.ts';
import type { Trace, TraceEvent } from '../../src/sim/model/trace.ts';
import { planOf, subject } from '../support/explore.ts';

const RUNS = 120;
const ENDS: readonly string[] = ['crash', 'timeout', 'stop'];

/** What of it could not have happened, by event. */
function impossibleIn({ events }: Trace): readonly string[] {
  const found: string[] = [];
  const answered = new Set<number>();
  const heard = new Set<number>();
  const over = new Set<number>();
  const ended = new Set<number>();
  const state = new Map<string, 'dead' | 'frozen'>();
  let lastMs = 0;
  const look = (event: TraceEvent, impossible: boolean, what: string): void => {
    if (impossible) found.push(`#${event.id} ${event.node} ${event.kind}: ${what}`);
  };
  for (const event of events) {
    const { id, atMs, node, kind } = event;
    look(event, atMs < lastMs, 'earlier than the event before it');
    look(
      event,
      event.causes.some((cause) => cause >= id),
      'before its cause',
    );
    look(event, state.get(node) === 'dead', 'of who is dead');
    look(event, state.get(node) === 'frozen' && kind !== 'lifecycle' && kind !== 'fault', 'of who stands still');
    lastMs = atMs;
    switch (kind) {
      case 'arrival':
        look(event, events[event.request]?.kind !== 'request', 'of no request');
        break;
      case 'answer':
        look(event, events[event.request]?.kind !== 'request', 'to no request');
        look(event, event.invocation !== undefined && over.has(event.invocation), 'the second of one invocation');
        answered.add(event.request);
        if (event.invocation !== undefined) over.add(event.invocation);
        break;
      case 'return':
      case 'failure':
        look(event, kind === 'return' && !answered.has(event.request), 'of what nobody answered');
        look(event, heard.has(event.request), 'heard a second time');
        heard.add(event.request);
        break;
      case 'timer-cleared':
      case 'timer-fired':
        look(event, events[event.timer]?.kind !== 'timer-set', 'of no timer');
        look(event, ended.has(event.timer), 'of a timer that is over');
        ended.add(event.timer);
        break;
      case 'lifecycle':
        if (event.change === 'freeze') state.set(node, 'frozen');
        else if (ENDS.includes(event.change)) state.set(node, 'dead');
        else if (event.change === 'thaw') state.delete(node);
        break;
      default:
        break;
    }
  }
  return found;
}

describe.each(['documented', 'recommended', 'hardened'])('an explored run of %s', (policy) => {
  it('could have happened', async () => {
    const explorer = await Explorer.open(subject, planOf({ policy, users: 3 }), () => 0);
    for (let number = 0; number < RUNS; number += 1) {
      const explored = explorer.caseOf({ number });
      expect(impossibleIn(await runCase(subject, explored)), JSON.stringify(explored)).toEqual([]);
    }
  });
});
