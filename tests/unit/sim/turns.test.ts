/** The end of an event: whatever its code has under way in the microtask queue is done before the next one begins. */
import { describe, expect, it } from 'vitest';
import { turns } from '../../../src/sim/kernel/host.ts';

const bytes = (): ReadableStream<Uint8Array> => {
  const encoded = new TextEncoder().encode('a');
  return new ReadableStream({
    pull: (controller) => {
      controller.enqueue(encoded);
      controller.close();
    },
  });
};

async function readAll(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const part of stream) expect(part).toBeDefined();
}

async function formText(): Promise<string> {
  const form = new FormData();
  form.set('a', 'b');
  return new Response(form).text();
}

async function chain(next: () => Promise<void>): Promise<void> {
  for (let i = 0; i < 2_000; i += 1) await next();
}

const WORK: Readonly<Record<string, () => Promise<unknown>>> = {
  'a long chain of promises': () => chain(async () => {}),
  'a chain of queued microtasks': () => chain(() => new Promise((resolve) => queueMicrotask(resolve))),
  'a chain of next ticks': () => chain(() => new Promise((resolve) => process.nextTick(resolve))),
  "the host's Request": () => new Request('https://a.example/', { method: 'POST', body: '{}' }).json(),
  "the host's Response": () => new Response('a'.repeat(100_000)).arrayBuffer(),
  'a blob': () => new Blob(['a'.repeat(100_000), 'b']).text(),
  'a form': formText,
  'a stream': () => new Response(bytes()).text(),
  'a stream through another': () => readAll(bytes().pipeThrough(new TransformStream())),
  'a module that is loaded': () => import('node:fs'),
};

/** How many turns it takes until work that begins in the first is seen to be done. */
function turnsUntilDone(work: () => Promise<unknown>): Promise<number> {
  return new Promise((resolve, reject) => {
    let turn = 0;
    let done = false;
    turns(() => {
      turn += 1;
      if (turn === 1) work().then(() => (done = true), reject);
      // On a busy machine the host may take as long as it likes; nobody waits for ever.
      if (!done && turn < 1_000) return true;
      resolve(turn);
      return false;
    });
  });
}

describe('a turn', () => {
  it.each(Object.keys(WORK))('ends when %s has ended', async (name) => {
    const work = WORK[name] ?? (() => Promise.reject(new Error(name)));
    expect(await turnsUntilDone(work)).toBe(2);
  });

  it('does not wait for what the host does elsewhere', async () => {
    const elsewhere = (): Promise<unknown> => crypto.subtle.digest('SHA-256', new Uint8Array(1_000_000));
    expect(await turnsUntilDone(elsewhere)).toBeGreaterThan(2);
  });

  it('is the last when it says so, also in the middle of a round', async () => {
    let calls = 0;
    turns(() => {
      calls += 1;
      return calls < 3;
    });
    await turnsUntilDone(() => chain(async () => {}));
    await turnsUntilDone(() => new Promise((resolve) => setTimeout(resolve, 0)));
    expect(calls).toBe(3);
  });
});
