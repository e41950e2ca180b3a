/** Traces told by hand: the wait that swallows its own trigger, and one of everything else that can be drawn. */
import type { Trace } from '../../../src/sim/model/trace.ts';
import { Story } from './story.ts';

const LIST = 'msgbatch:u';
const LOCK = 'lock:u';

/** A webhook that pushes and publishes. Gives the id of its invocation. */
export function webhook(
  story: Story,
  node: string,
  mid: string,
  atMs: number,
  publish: 'kept' | 'joined' | 'dropped' | 'none',
): void {
  const message = story.typed(atMs, mid, TEXTS[mid] ?? mid);
  const { request, arrival } = story.ask({
    from: 'messenger',
    to: node,
    operation: 'webhook',
    atMs,
    messages: [mid],
    causes: [message],
    opens: true,
    url: 'https://chatbot.example/api/webhook',
  });
  const inside = { from: node, invocation: arrival, messages: [mid] } as const;
  story.call({
    ...inside,
    to: 'redis',
    operation: 'RPUSH',
    atMs: atMs + 50,
    patch: [{ op: 'push', key: LIST, values: [mid] }],
  });
  if (publish !== 'none') {
    story.call({
      ...inside,
      to: 'qstash',
      operation: 'publish',
      atMs: atMs + 150,
      headers: { 'upstash-delay': '3s' },
      url: 'https://qstash.example/v2/publish/https://chatbot.example/api/process',
      facts:
        publish === 'kept'
          ? { messageId: 'msg_1', deduplicated: false, dueAtMs: atMs + 3_200 }
          : { messageId: 'msg_1', deduplicated: true },
    });
  }
  const doneMs = atMs + (publish === 'none' ? 150 : 250);
  story.answer({ request, arrival, from: node, to: 'messenger', atMs: doneMs, closes: true, body: 'EVENT_RECEIVED' });
}

const TEXTS: Readonly<Record<string, string>> = {
  m_a: 'გამარჯობა',
  m_b: 'რა ქუდები გაქვთ?',
  m_c: 'ფოტო გაქვს?',
};

function tab(story: Story, timesMs: readonly number[]): void {
  const [first = 0, ...rest] = timesMs;
  const all = [first, ...rest];
  all.forEach((atMs, index) => {
    const timer = story.add({ kind: 'timer-set', node: 'tab', atMs, timer: -1, delayMs: 2_000 });
    const nextMs = all[index + 1];
    const end = nextMs === undefined ? 'timer-fired' : 'timer-cleared';
    story.add({ kind: end, node: 'tab', atMs: nextMs ?? atMs + 2_000, timer, delayMs: 2_000 });
  });
  const goMs = (all.at(-1) ?? 0) + 2_000;
  const mids = Object.keys(TEXTS);
  story.call({ from: 'tab', to: 'tab-openai', operation: 'chat', atMs: goMs, messages: mids }, 1_500);
  story.add({ kind: 'reply', node: 'tab', atMs: goMs + 1_600, text: 'გამარჯობა!', messages: mids });
}

/** A publish under an id that is still taken is answered with success and dropped: nobody is ever answered. */
export function requeueDeduplicated(): Trace {
  const story = new Story();
  webhook(story, 'webhook-1', 'm_a', 0, 'kept');
  webhook(story, 'webhook-1', 'm_b', 1_100, 'joined');
  webhook(story, 'webhook-1', 'm_c', 2_200, 'joined');
  const mids = Object.keys(TEXTS);
  const { request, arrival } = story.ask({
    from: 'qstash',
    to: 'processor-1',
    operation: 'processor',
    atMs: 3_200,
    opens: true,
    url: 'https://chatbot.example/api/process',
    headers: { 'upstash-message-id': 'msg_1' },
  });
  const inside = { from: 'processor-1', invocation: arrival } as const;
  story.call({
    ...inside,
    to: 'redis',
    operation: 'SET NX',
    atMs: 3_250,
    patch: [{ op: 'set', key: LOCK, value: 'x', expiresAtMs: 33_300 }],
  });
  story.call({ ...inside, to: 'redis', operation: 'LRANGE', atMs: 3_350 }, 0, 200, mids);
  story.call({ ...inside, to: 'redis', operation: 'DEL', atMs: 3_450, patch: [{ op: 'delete', key: LOCK }] });
  story.call(
    {
      ...inside,
      to: 'qstash',
      operation: 'publish',
      atMs: 3_550,
      headers: { 'upstash-delay': '2s' },
      messages: mids,
      url: 'https://qstash.example/v2/publish/https://chatbot.example/api/process',
      facts: { messageId: 'msg_1', deduplicated: true },
    },
    0,
    202,
  );
  story.answer({
    request,
    arrival,
    from: 'processor-1',
    to: 'qstash',
    atMs: 3_650,
    closes: true,
    body: '{"status":"waiting_for_more"}',
  });
  tab(story, [0, 1_100, 2_200]);
  return story.end();
}

/** A crash, a lapsed lock, a second copy, a late answer, a lost request, an overtaken webhook, refusals, a reply. */
export function everythingElse(): Trace {
  const story = new Story();
  const inLock = (key: string, atMs: number, expiresAtMs: number) =>
    ({
      to: 'redis',
      operation: 'SET NX',
      atMs,
      patch: [{ op: 'set', key, value: 'x', expiresAtMs }] as const,
    }) as const;
  // Overtaken: the first webhook takes longer than the second.
  const one = story.typed(0, 'm_a', 'გამარჯობა');
  const two = story.typed(400, 'm_b', 'რა ქუდები გაქვთ?');
  const first = story.ask({
    from: 'messenger',
    to: 'webhook-1',
    operation: 'webhook',
    atMs: 0,
    arrivesMs: 900,
    messages: ['m_a'],
    causes: [one],
    opens: true,
  });
  const second = story.ask({
    from: 'messenger',
    to: 'webhook-2',
    operation: 'webhook',
    atMs: 400,
    messages: ['m_b'],
    causes: [two],
    opens: true,
  });
  story.answer({ ...first, from: 'webhook-1', to: 'messenger', atMs: 1_300, closes: true });
  story.answer({ ...second, from: 'webhook-2', to: 'messenger', atMs: 700, closes: true, status: 500 });
  // Nothing gets through to Redis.
  const lost = story.add({
    kind: 'request',
    node: 'webhook-1',
    atMs: 1_000,
    to: 'redis',
    method: 'POST',
    url: 'https://redis.example',
    headers: {},
    body: '',
    operation: 'RPUSH',
    invocation: first.arrival,
  });
  story.add({
    kind: 'failure',
    node: 'webhook-1',
    atMs: 1_100,
    from: 'redis',
    request: lost,
    error: 'ECONNREFUSED',
    causes: [lost],
    invocation: first.arrival,
  });
  // A processor that outlives its lock, called twice.
  const call = story.ask({ from: 'qstash', to: 'processor-1', operation: 'processor', atMs: 2_000, opens: true });
  story.add({
    kind: 'fault',
    node: 'qstash',
    atMs: 2_000,
    fault: 0,
    effect: 'delivered again after 1500 ms',
    request: call.request,
    causes: [call.request],
  });
  const again = story.arrive({
    request: call.request,
    from: 'qstash',
    to: 'processor-2',
    operation: 'processor',
    atMs: 4_500,
    opens: true,
  });
  story.call({ from: 'processor-1', invocation: call.arrival, ...inLock(LOCK, 2_100, 4_150) });
  story.call(
    { from: 'processor-1', invocation: call.arrival, to: 'openai', operation: 'chat', atMs: 2_200, messages: ['m_a'] },
    3_000,
  );
  story.call({
    from: 'processor-1',
    invocation: call.arrival,
    to: 'messenger',
    operation: 'send',
    atMs: 5_400,
    messages: ['m_a'],
  });
  story.add({ kind: 'reply', node: 'phone-1', atMs: 5_450, text: 'დიახ', messages: ['m_a'] });
  story.answer({
    ...call,
    from: 'processor-1',
    to: 'qstash',
    atMs: 5_600,
    closes: true,
    body: '{"status":"processed"}',
  });
  story.call({ from: 'processor-2', invocation: again, ...inLock(LOCK, 4_600, 34_650) });
  story.call(
    { from: 'processor-2', invocation: again, to: 'openai', operation: 'chat', atMs: 4_800, messages: ['m_b'] },
    200,
    429,
  );
  story.add({ kind: 'lifecycle', node: 'processor-2', atMs: 6_200, change: 'crash', detail: 'before the reply' });
  story.add({ kind: 'service', node: 'qstash', atMs: 6_500, operation: 'dead letter', facts: { messageId: 'msg_1' } });
  tab(story, [0, 400]);
  return story.end({ offsets: { 'processor-1': -2_000 } });
}
