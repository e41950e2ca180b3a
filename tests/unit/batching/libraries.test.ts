/** What client libraries keep for a whole process must not show: this file's process has seen no instance before. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clearStage, deliver, deliverSingle, pass, receive, setStage, type Stage, start, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

it('the first instance of a process draws no more random numbers than the second', async () => {
  const random = vi.spyOn(Math, 'random');
  const draws: number[] = [];
  for (let nth = 0; nth < 2; nth += 1) {
    random.mockClear();
    await receive(start(), 'hats?');
    await pass(3_000);
    await deliver(start());
    draws.push(random.mock.calls.length);
  }
  expect(stage.wire.operations('firestore')).toEqual(['batchGet', 'commit', 'batchGet', 'commit']);
  expect(draws[0]).toBe(draws[1]);
});

it('loading the logic sends nothing, and prints nothing', async () => {
  vi.resetModules();
  await import('../../../src/batching/index.ts');
  await pass(1);
  expect(stage.wire.calls).toEqual([]);
  expect(stage.lines).toEqual([]);
});

it('a failure of Firestore is printed by the logic alone: the library’s own line has a number of the process', async () => {
  stage.wire.rules.push(({ service }) =>
    service === 'firestore' ? Response.json([{ error: { message: 'no' } }], { status: 503 }) : undefined,
  );
  await deliverSingle(start(), { senderId: USER, messageId: 'm_1', text: 'hats?' });
  expect(stage.lines).toEqual([
    '[batching] Could not answer a single message: FirebaseError: [code=unavailable]: Request failed with error: no',
  ]);
});
