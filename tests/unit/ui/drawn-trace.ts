/** A small trace drawn by hand, so that the page's tests need no simulation: three messages, one dropped re-queue. */
import type { NodeInfo, RunInputs, Trace, TraceEvent } from '../../../src/sim/model/trace.ts';
import type { RunResult } from '../../../src/ui/worker/protocol.ts';

export const USER = '3282789748459241';
const EPOCH_MS = Date.UTC(2025, 10, 28, 12, 0, 0);

const nodes: readonly NodeInfo[] = [
  { id: 'phone-1', role: 'phone', side: 'pipeline', label: 'Phone', user: USER },
  { id: 'messenger', role: 'messenger', side: 'pipeline', label: 'Messenger' },
  { id: 'webhook-1', role: 'instance', side: 'pipeline', label: 'webhook #1', route: 'webhook' },
  { id: 'processor-1', role: 'instance', side: 'pipeline', label: 'processor #1', route: 'processor' },
  { id: 'redis', role: 'redis', side: 'pipeline', label: 'Redis' },
  { id: 'qstash', role: 'qstash', side: 'pipeline', label: 'QStash' },
  { id: 'openai', role: 'openai', side: 'pipeline', label: 'OpenAI' },
  { id: 'firestore', role: 'firestore', side: 'pipeline', label: 'Firestore' },
  { id: 'tab', role: 'tab', side: 'baseline', label: 'Tab' },
  { id: 'baseline-openai', role: 'openai', side: 'baseline', label: 'OpenAI' },
];

type Common = 'id' | 'clockMs' | 'side' | 'users' | 'messages' | 'causes';
type Loose<E> = E extends TraceEvent ? Omit<E, Common> & Partial<Pick<E, 'messages' | 'causes' | 'side'>> : never;

function draw(list: readonly Loose<TraceEvent>[]): readonly TraceEvent[] {
  return list
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((event, id) => ({
      messages: [],
      causes: [],
      side: nodes.find((node) => node.id === event.node)?.side ?? 'pipeline',
      ...event,
      id,
      users: [USER],
      clockMs: EPOCH_MS + event.atMs + (event.node === 'processor-1' ? -2000 : 0),
    }));
}

const TEXTS = ['გამარჯობა', 'რა ქუდები გაქვთ?', 'ფოტო გაქვს?'];
const AT_MS = [0, 1100, 2200];

const inputs: RunInputs = {
  scenario: 'requeue-deduplicated',
  variant: 'same-id',
  seed: 1,
  messages: AT_MS.map((atMs, index) => ({ atMs, text: TEXTS[index] ?? '', user: USER })),
  policy: 'documented',
  settings: { lockMs: 30_000, requeueId: 'same', trimFlag: true },
  profile: 'documented',
  constants: {},
  faults: [],
  environment: { ENABLE_REDIS_BATCHING: 'true' },
  routes: [
    { path: '/api/webhook', role: 'webhook' },
    { path: '/api/process', role: 'processor' },
  ],
  bounds: { maxEvents: 1000, maxVirtualMs: 172_800_000 },
};

const messageEvents = AT_MS.flatMap((atMs, index): Loose<TraceEvent>[] => {
  const mid = `m_${index + 1}`;
  const text = TEXTS[index] ?? '';
  return [
    { kind: 'message', node: 'phone-1', atMs, mid, text, messages: [mid] },
    { kind: 'message', node: 'tab', atMs, mid, text, messages: [mid] },
    {
      kind: 'arrival',
      node: 'redis',
      atMs: atMs + 100,
      from: 'webhook-1',
      request: 0,
      operation: 'RPUSH',
      messages: [mid],
      patch: [{ op: 'push', key: `msgs:${USER}`, values: [text] }],
    },
    { kind: 'log', node: 'webhook-1', atMs: atMs + 150, level: 'log', text: `message ${mid} batched`, messages: [mid] },
  ];
});

/** Event ids follow from the times; tests look events up by what they are. */
export const drawnTrace: Trace = {
  format: 1,
  inputs,
  constants: { 'qstash.dedupWindowMs': 90_000 },
  nodes,
  events: draw([
    ...messageEvents,
    {
      kind: 'arrival',
      node: 'qstash',
      atMs: 200,
      from: 'webhook-1',
      request: 0,
      operation: 'publish',
      messages: ['m_1'],
      facts: { deduplicated: false },
      patch: [{ op: 'set', key: 'dedup/batch', value: { messageId: 'msg_1' }, expiresAtMs: 90_200 }],
    },
    { kind: 'lifecycle', node: 'processor-1', atMs: 3300, change: 'start', detail: '' },
    {
      kind: 'arrival',
      node: 'redis',
      atMs: 3350,
      from: 'processor-1',
      request: 0,
      operation: 'SET',
      patch: [{ op: 'set', key: 'lock', value: 'p1', expiresAtMs: 3400 }],
    },
    { kind: 'log', node: 'processor-1', atMs: 3450, level: 'warn', text: 'Recent message detected' },
    {
      kind: 'arrival',
      node: 'qstash',
      atMs: 3500,
      from: 'processor-1',
      request: 0,
      operation: 'publish',
      messages: ['m_1', 'm_2', 'm_3'],
      facts: { deduplicated: true, dedupId: 'batch', firstSeenMs: 200 },
    },
    { kind: 'reply', node: 'tab', atMs: 5800, text: 'პასუხი', messages: ['m_1', 'm_2', 'm_3'] },
  ]),
  end: { reason: 'quiet', atMs: 5800 },
};

function idOf(find: (event: TraceEvent) => boolean): number {
  return drawnTrace.events.find(find)?.id ?? -1;
}

export const DROPPED_ID = idOf((event) => event.kind === 'arrival' && event.facts?.['deduplicated'] === true);

export const drawnResult: RunResult = {
  request: { scenario: 'requeue-deduplicated', variant: 'same-id', overrides: {} },
  trace: drawnTrace,
  wrong: { text: 'QStash dropped it as a duplicate.', eventId: DROPPED_ID },
  verdicts: {
    pipeline: [
      {
        check: 'answered',
        verdict: 'broken',
        sentence: '3 of 3 messages have no reply.',
        eventIds: [idOf(({ kind }) => kind === 'message')],
        messages: ['m_1'],
        expected: 'broken',
      },
      {
        check: 'custody',
        verdict: 'broken',
        sentence: 'Nothing stands for 3 messages from 3.500 s on.',
        eventIds: [DROPPED_ID],
        messages: ['m_1'],
        expected: 'broken',
      },
      { check: 'order-kept', verdict: 'holds', sentence: 'In order.', eventIds: [], messages: [], expected: 'holds' },
    ],
    baseline: [
      { check: 'answered', verdict: 'holds', sentence: '3 of 3.', eventIds: [], messages: [], expected: 'holds' },
    ],
  },
  marks: { pipeline: 'broken', baseline: 'holds' },
  checkpoints: [],
  departure: null,
  past: null,
  hash: '0123456789abcdef',
  tookMs: 3,
};
