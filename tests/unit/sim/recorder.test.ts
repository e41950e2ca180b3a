/** What is recorded is in the trace, whole, and nothing else is. */
import { describe, expect, it } from 'vitest';
import { SimNode } from '../../../src/sim/kernel/node.ts';
import { type NewEvent, Recorder } from '../../../src/sim/kernel/recorder.ts';
import type { TraceEvent } from '../../../src/sim/model/trace.ts';

type Kind = TraceEvent['kind'];
type Full<K extends Kind> = { readonly [P in keyof Of<K>]-?: Exclude<Of<K>[P], undefined> };
type Of<K extends Kind> = NewEvent & { readonly kind: K };

const common = {
  causes: [0],
  messages: ['m_1'],
  users: ['12345678'],
  invocation: 3,
  patch: [{ op: 'delete', key: 'k' }],
} as const;
const timer = { ...common, timer: 7, delayMs: 5 };
const facts = { won: true };

/** One of each kind with everything that it may have: the types ask for what is new in a kind. */
const FULL: { readonly [K in Kind]: Full<K> } = {
  message: { ...common, kind: 'message', mid: 'm_1', text: 'a' },
  reply: { ...common, kind: 'reply', text: 'a' },
  request: {
    ...common,
    kind: 'request',
    to: 'redis',
    method: 'POST',
    url: 'https://a.example/',
    headers: { a: 'b' },
    body: '[]',
    operation: 'GET',
  },
  arrival: { ...common, kind: 'arrival', from: 'a', request: 1, operation: 'GET', facts },
  answer: { ...common, kind: 'answer', to: 'a', request: 1, status: 200, headers: { a: 'b' }, body: '{}' },
  return: { ...common, kind: 'return', from: 'redis', request: 1, status: 200 },
  failure: { ...common, kind: 'failure', from: 'redis', request: 1, error: 'gone' },
  'timer-set': { ...timer, kind: 'timer-set' },
  'timer-cleared': { ...timer, kind: 'timer-cleared' },
  'timer-fired': { ...timer, kind: 'timer-fired' },
  log: { ...common, kind: 'log', level: 'warn', text: 'a' },
  lifecycle: { ...common, kind: 'lifecycle', change: 'start', detail: 'a', facts },
  fault: { ...common, kind: 'fault', fault: 0, effect: 'a', request: 1 },
  service: { ...common, kind: 'service', operation: 'note', facts },
};

const node = new SimNode({ id: 'redis', role: 'redis', side: 'pipeline', label: 'Redis' }, false);

function recorded(event: NewEvent): TraceEvent {
  const recorder = new Recorder();
  return recorder.event(recorder.record(node, 10, undefined, event));
}

describe('the recorder', () => {
  it.each(Object.values(FULL))('keeps everything of a $kind', (event) => {
    expect(recorded(event)).toStrictEqual({
      id: 0,
      atMs: 10,
      node: 'redis',
      clockMs: node.clock.read(10),
      side: 'pipeline',
      ...event,
    });
  });

  it.each(Object.values(FULL))('writes no key for what a $kind does not have', (event) => {
    const none = { invocation: undefined, patch: undefined, causes: undefined, messages: undefined, users: undefined };
    const bare = { ...event, ...none };
    expect(Object.values(recorded(bare))).not.toContain(undefined);
    expect(recorded(bare)).toMatchObject({ causes: [], messages: [], users: [] });
  });

  it('adds to an arrival what was made of it', () => {
    const recorder = new Recorder();
    const { facts: before, patch: change } = FULL.arrival;
    const id = recorder.record(node, 10, undefined, { ...FULL.arrival, facts: undefined, patch: undefined });
    recorder.amend(id, undefined, undefined);
    expect(recorder.event(id)).not.toHaveProperty('facts');
    recorder.amend(id, before, change);
    expect(recorder.event(id)).toMatchObject({ facts: before, patch: change });
  });
});
