/** The single tab, on a clock that the test moves: one timer a user, restarted by each message. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBaseline } from '../../../src/batching/index.ts';
import { askedOf } from '../../support/fake-wire.ts';
import { clearStage, pass, setStage, type Stage, START_MS, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

/** A tab, and what it showed: seconds since the start, and the text. */
function open(settings: Parameters<typeof createBaseline>[0] = {}) {
  const shown: string[] = [];
  const at = (): number => (Date.now() - START_MS) / 1_000;
  const tab = createBaseline(settings)({ show: (user, text) => shown.push(`${at()} s, ${user}: ${text}`) });
  return { shown, type: (text: string, user = USER) => tab.submit(user, text) };
}

const asked = (): readonly (readonly string[])[] => stage.wire.calls.map((call) => askedOf(call).slice(1));

/** The model takes this long. */
function slowModel(ms: number): void {
  const { fetch } = stage.wire;
  globalThis.fetch = async (input, init) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return fetch(input, init);
  };
}

describe('the single tab', () => {
  it('answers a burst once, 2 s after its last message', async () => {
    const { shown, type } = open();
    type('გამარჯობა');
    await pass(250);
    type('რა ქუდები გაქვთ?');
    await pass(250);
    type('ფოტო გაქვს?');
    await pass(1_999);
    expect(stage.wire.calls).toEqual([]);
    await pass(1);
    expect(shown).toEqual([`2.5 s, ${USER}: re გამარჯობა. რა ქუდები გაქვთ?. ფოტო გაქვს?`]);
    expect(asked()).toEqual([['user: გამარჯობა. რა ქუდები გაქვთ?. ფოტო გაქვს?']]);
  });

  it('waits as long as someone types every 1.4 s', async () => {
    const { shown, type } = open();
    for (let nth = 0; nth < 20; nth += 1) {
      type(String(nth));
      await pass(1_400);
    }
    expect(stage.wire.calls).toEqual([]);
    await pass(600);
    expect(shown).toHaveLength(1);
    expect(asked()).toHaveLength(1);
  });

  it('starts a new timer for messages that come during the call', async () => {
    slowModel(5_000);
    const { shown, type } = open();
    type('first');
    await pass(3_000);
    type('second');
    await pass(500);
    type('third');
    await pass(10_000);
    expect(shown).toEqual([`7 s, ${USER}: re first`, `10.5 s, ${USER}: re second. third`]);
  });

  it('remembers what was said', async () => {
    const { type } = open();
    type('hello');
    await pass(2_000);
    type('hats?');
    await pass(2_000);
    expect(asked()).toEqual([['user: hello'], ['user: hello', 'assistant: re hello', 'user: hats?']]);
  });

  it('has a timer, a queue and a history for each user', async () => {
    const { shown, type } = open();
    type('mine', 'a');
    await pass(1_000);
    type('yours', 'b');
    await pass(2_000);
    expect(shown).toEqual(['2 s, a: re mine', '3 s, b: re yours']);
    expect(asked()).toEqual([['user: mine'], ['user: yours']]);
  });

  it('waits as long as the setting says', async () => {
    const { shown, type } = open({ tabQuietMs: 500 });
    type('hats?');
    await pass(500);
    expect(shown).toHaveLength(1);
  });

  it('says that the model failed, and shows nothing', async () => {
    stage.wire.rules.push(() => Response.json({ error: { message: 'no' } }, { status: 400 }));
    const { shown, type } = open();
    type('hats?');
    await pass(2_000);
    expect(shown).toEqual([]);
    expect(stage.lines).toEqual(['[batching] The model failed: Error: 400 no']);
  });

  it('shares nothing with another tab', async () => {
    const first = open();
    const second = open();
    first.type('a');
    second.type('b');
    await pass(2_000);
    expect([...first.shown, ...second.shown]).toEqual([`2 s, ${USER}: re a`, `2 s, ${USER}: re b`]);
    expect(asked()).toEqual([['user: a'], ['user: b']]);
  });

  it('talks to the model and to nobody else', async () => {
    const { type } = open();
    type('hats?');
    await pass(2_000);
    expect(stage.wire.calls.map(({ service }) => service)).toEqual(['openai']);
  });
});
