/** What client libraries keep for a whole process must not show. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clearStage, deliverSingle, pass, setStage, type Stage, start, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

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
