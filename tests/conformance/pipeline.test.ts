/** What the whole pipeline comes to where a service sets a bound or does the rare thing: the real logic, every service. */
import { describe, expect, it } from 'vitest';
import { createStateReader } from '../../src/sim/model/state.ts';
import type { Json } from '../../src/sim/model/json.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { create, describe as describeLogic } from '../../src/batching/index.ts';
import { play } from '../support/app.ts';
import { onWire } from '../support/on-wire.ts';

type Overrides = NonNullable<Parameters<typeof play>[2]>;

const single = (overrides: Overrides): Promise<Trace> => play('single-message', undefined, overrides);

const repliesOf = ({ events }: Trace): readonly string[] =>
  events.flatMap((event) => (event.kind === 'reply' && event.side === 'pipeline' ? [event.text] : []));

function logsOf({ events }: Trace): string {
  return events.flatMap((event) => (event.kind === 'log' && event.side === 'pipeline' ? [event.text] : [])).join('\n');
}

/** What Firestore holds of the conversation in the end. */
function historyOf(trace: Trace): string {
  const held = createStateReader(trace).atMs(trace.end.atMs).get('firestore') ?? new Map<string, { value: Json }>();
  return JSON.stringify([...held].map(([, { value }]) => value));
}

/** Status and error of what the Send API answered. */
function sendsOf({ events }: Trace): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'answer' && event.node === 'messenger' ? [`${event.status} ${event.body}`] : [],
  );
}

describe('a reply', () => {
  it('of more than 2,000 characters is refused whole; the history says that it was given', async () => {
    const long = 'ა'.repeat(2_001);
    const body = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: long } }] });
    const trace = await single({ faults: [{ fault: 'call-fails', to: 'openai', status: 200, body }] });
    expect(sendsOf(trace)).toEqual([expect.stringMatching(/^400 .*less than or equal to 2000/)]);
    expect(repliesOf(trace)).toEqual([]);
    expect(historyOf(trace)).toContain(long);
  });

  it('that comes a day after the message is refused: the window is closed', async () => {
    const trace = await single({ faults: [{ fault: 'qstash-late', byMs: 86_400_000 }] });
    expect(sendsOf(trace)).toEqual([expect.stringMatching(/^400 .*2018278/)]);
    expect(repliesOf(trace)).toEqual([]);
  });

  it('comes back as an echo where the page is subscribed to them, and the webhook answers it by nothing', async () => {
    const trace = await single({ constants: { 'messenger.echoes': true } });
    const webhooks = trace.events.filter((event) => event.kind === 'request' && event.node === 'messenger');
    expect(webhooks).toHaveLength(2);
    expect(repliesOf(trace)).toHaveLength(1);
    expect(trace.events.filter((event) => event.kind === 'arrival' && event.operation === 'publish')).toHaveLength(1);
  });
});

describe('a publish', () => {
  it('that hangs hangs until the function is killed; then the webhook comes again, and the message is there twice', async () => {
    const trace = await single({
      faults: [{ fault: 'call-hangs', to: 'qstash', operation: 'publish' }],
      constants: { 'platform.maxDurationMs': 10_000 },
    });
    const killed = trace.events.find((event) => event.kind === 'lifecycle' && event.change === 'timeout');
    expect(killed).toMatchObject({ atMs: 10_050 });
    const pushes = trace.events.filter((event) => event.kind === 'arrival' && event.operation.startsWith('RPUSH'));
    expect(pushes).toHaveLength(2);
    expect(repliesOf(trace)).toHaveLength(1);
  });

  it('beyond the daily quota fails, and nobody comes for the message', async () => {
    const trace = await play('second-burst-stranded', undefined, {
      constants: { 'qstash.dailyQuota': 1, 'qstash.dedupWindowMs': 0 },
    });
    expect(logsOf(trace)).toContain('Exceeded daily rate limit');
    expect(trace.events.filter((event) => event.kind === 'request' && event.node === 'qstash')).toHaveLength(1);
  });

  it('of the normal flow under a `mid` with a colon is refused for good: its id is the message’s own', async () => {
    const environment = Object.fromEntries(describeLogic().environment.map(({ name, value }) => [name, value]));
    const message = { mid: 'mid.1457764197618:41d102a3e1ae206a38', text: 'hats?' };
    const event = { sender: { id: '3282789748459241' }, recipient: { id: '1' }, timestamp: 1, message };
    const body = JSON.stringify({ object: 'page', entry: [{ id: '1', time: 1, messaging: [event] }] });
    const played = await onWire({ environment }, async () => {
      const webhook = create({ testUsers: '' })('colon')['/api/webhook'];
      const answer = await webhook?.(new Request('https://chatbot.example/api/webhook', { method: 'POST', body }));
      expect(answer?.status).toBe(200);
    });
    const publishes = played.served.filter(({ operation }) => operation === 'publish');
    expect(publishes.map(({ facts }) => facts?.['refused'])).toEqual(["DeduplicationId cannot contain ':'"]);
    expect(played.delivered).toEqual([]);
  });
});

describe('a history that is saved in a transaction', () => {
  it('whose commit’s answer is lost is appended twice', async () => {
    const trace = await single({
      settings: { historyWrite: 'transaction' },
      faults: [{ fault: 'call-breaks', to: 'firestore', operation: 'commit', what: 'answer' }],
    });
    const reply = repliesOf(trace)[0] ?? 'no reply';
    expect(historyOf(trace).split(JSON.stringify(reply).slice(1, -1))).toHaveLength(3);
  });
});
