import { deleteApp, initializeApp } from 'firebase/app';
import {
  arrayRemove,
  arrayUnion,
  collection,
  deleteDoc,
  deleteField,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  getFirestore,
  increment,
  runTransaction,
  serverTimestamp,
  setDoc,
  setLogLevel,
  Timestamp,
  updateDoc,
  writeBatch,
} from 'firebase/firestore/lite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firestore, firestoreError } from '../../../src/sim/services/firestore/index.ts';
import { parseTimeMicros, timeText } from '../../../src/sim/services/firestore/time.ts';
import { EPOCH_MS, hosted, type Hosted, wireRequest } from '../../support/service-host.ts';
import type { Service } from '../../../src/sim/services/service.ts';
import { fc } from '../../support/property.ts';

let desk: Hosted<Service>;
let db: Firestore;
let close: () => Promise<void>;

function open(constants: Readonly<Record<string, number>> = {}): void {
  desk = hosted(firestore, constants);
  vi.stubGlobal('fetch', desk.wire);
}

beforeEach(() => {
  setLogLevel('silent');
  open();
  const app = initializeApp({ projectId: 'bench', apiKey: 'firebase-key' }, 'test');
  db = getFirestore(app);
  close = async () => deleteApp(app);
});
afterEach(async () => {
  await close();
  vi.unstubAllGlobals();
});

const chat = () => doc(db, 'conversations', '3282789748459241');
const dataOf = async () => (await getDoc(chat())).data();

describe('documents by the real lite client', () => {
  it('are missing at first, then read back as they were written, every kind of value', async () => {
    expect((await getDoc(chat())).exists()).toBe(false);
    const data = {
      text: 'გამარჯობა',
      whole: 7,
      half: 0.5,
      minusZero: -0,
      none: null,
      yes: true,
      at: Timestamp.fromMillis(EPOCH_MS),
      list: [1, 'კი', { deep: [] }],
      map: { a: {}, 'b c': 1 },
      infinite: Number.POSITIVE_INFINITY,
    };
    await setDoc(chat(), data);
    expect(await dataOf()).toEqual(data);
    expect(desk.state.get('documents/conversations/3282789748459241')).toMatchObject({
      text: 'გამარჯობა',
      whole: 7,
      list: [1, 'კი', { deep: [] }],
    });
  });

  it('are replaced whole, merged, changed along field paths, and deleted', async () => {
    await setDoc(chat(), { a: 1, b: { c: 1, d: 2 } });
    await setDoc(chat(), { b: { c: 3 } }, { merge: true });
    expect(await dataOf()).toEqual({ a: 1, b: { c: 3, d: 2 } });
    await updateDoc(chat(), { 'b.d': deleteField(), 'b.e': 4 });
    expect(await dataOf()).toEqual({ a: 1, b: { c: 3, e: 4 } });
    await setDoc(chat(), { z: 0 });
    expect(await dataOf()).toEqual({ z: 0 });
    await deleteDoc(chat());
    expect(await dataOf()).toBeUndefined();
    expect(desk.state.size).toBe(0);
  });

  it('keep equal elements of arrayUnion once: two messages without an id become one', async () => {
    await setDoc(chat(), { texts: [] });
    await updateDoc(chat(), { texts: arrayUnion({ role: 'user', text: 'კი' }) });
    await updateDoc(chat(), { texts: arrayUnion({ text: 'კი', role: 'user' }, { role: 'user', text: 'არა' }) });
    expect(await dataOf()).toEqual({
      texts: [
        { role: 'user', text: 'კი' },
        { role: 'user', text: 'არა' },
      ],
    });
    await updateDoc(chat(), { texts: arrayRemove({ role: 'user', text: 'კი' }) });
    expect(await dataOf()).toEqual({ texts: [{ role: 'user', text: 'არა' }] });
  });

  it('count up, and take the time of the server’s clock', async () => {
    await setDoc(chat(), { count: increment(2), at: serverTimestamp() }, { merge: true });
    await updateDoc(chat(), { count: increment(0.5), fresh: increment(1) });
    desk.stepClock(5_000);
    await updateDoc(chat(), { at: serverTimestamp() });
    expect(await dataOf()).toMatchObject({ count: 2.5, fresh: 1, at: Timestamp.fromMillis(EPOCH_MS + 5_000) });
  });

  it('that do not exist cannot be updated', async () => {
    await expect(updateDoc(chat(), { a: 1 })).rejects.toMatchObject({ code: 'not-found' });
    expect(desk.state.size).toBe(0);
  });

  it('cannot grow beyond their limit', async () => {
    open({ documentLimitBytes: 1_000 });
    await setDoc(chat(), { text: 'a'.repeat(800) });
    await expect(setDoc(chat(), { text: 'ა'.repeat(400) })).rejects.toThrow(
      /exceeds the maximum allowed size of 1000 bytes/,
    );
    expect(await dataOf()).toEqual({ text: 'a'.repeat(800) });
  });

  it('are written together or not at all', async () => {
    const batch = writeBatch(db);
    batch.set(doc(db, 'a', '1'), { n: 1 });
    batch.update(doc(db, 'a', 'missing'), { n: 1 });
    await expect(batch.commit()).rejects.toMatchObject({ code: 'not-found' });
    expect(desk.state.size).toBe(0);
  });

  it('have a version of their own for every commit, even where the clock stands still or goes back', async () => {
    const versions: string[] = [];
    for (const step of [0, 0, -10_000]) {
      desk.stepClock(step);
      await setDoc(chat(), { step });
      await getDoc(chat());
      versions.push(/"updateTime":"([^"]+)"/.exec(desk.served.at(-1)?.answer.body ?? '')?.[1] ?? '');
    }
    expect(versions).toEqual([...new Set(versions)].toSorted());
  });
});

describe('a transaction by the real lite client', () => {
  it('reads and commits what it read', async () => {
    await setDoc(chat(), { n: 1 });
    await runTransaction(db, async (transaction) => {
      const read = await transaction.get(chat());
      transaction.update(chat(), { n: Number(read.get('n')) + 1 });
    });
    expect(await dataOf()).toEqual({ n: 2 });
  });

  it('whose document was changed meanwhile is refused, and run again on what is there now', async () => {
    await setDoc(chat(), { n: 1 });
    let tries = 0;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const done = runTransaction(db, async (transaction) => {
        const read = await transaction.get(chat());
        tries += 1;
        if (tries === 1) await setDoc(chat(), { n: 10 });
        transaction.set(chat(), { n: Number(read.get('n')) + 1 });
      });
      await vi.advanceTimersByTimeAsync(5_000);
      await done;
    } finally {
      vi.useRealTimers();
    }
    expect(tries).toBe(2);
    expect(desk.served.map(({ facts }) => facts?.['refused'] ?? 'served')).toContain('FAILED_PRECONDITION');
    expect(await dataOf()).toEqual({ n: 11 });
  });

  it('that read a missing document is refused where somebody has made it since', async () => {
    const transaction = runTransaction(
      db,
      async (held) => {
        await held.get(chat());
        await setDoc(chat(), { by: 'other' });
        held.set(chat(), { by: 'me' });
      },
      { maxAttempts: 1 },
    );
    await expect(transaction).rejects.toMatchObject({ code: 'aborted' });
    expect(await dataOf()).toEqual({ by: 'other' });
  });

  it('that only read a document is refused where it has changed: the read is verified', async () => {
    const other = doc(db, 'other', '1');
    await setDoc(chat(), { n: 1 });
    const transaction = runTransaction(
      db,
      async (held) => {
        await held.get(chat());
        await setDoc(chat(), { n: 2 });
        held.set(other, { seen: 1 });
      },
      { maxAttempts: 1 },
    );
    await expect(transaction).rejects.toMatchObject({ code: 'failed-precondition' });
    expect((await getDoc(other)).exists()).toBe(false);
  });
});

describe('what is refused', () => {
  it('is whatever is not simulated, by name and with what was sent', async () => {
    await expect(getDocs(collection(db, 'conversations'))).rejects.toMatchObject({
      code: 'unimplemented',
      message: expect.stringMatching(/Not simulated: runQuery .*structuredQuery/),
    });
  });

  it('is what is malformed, with where it stands', () => {
    const commit = (writes: unknown) =>
      desk.serve(
        wireRequest('https://firestore.googleapis.com/v1/projects/p/databases/(default)/documents:commit', {
          body: JSON.stringify({ writes }),
        }),
      ).answer;
    const name = 'projects/p/databases/(default)/documents/a/1';
    expect(commit([{ update: { name: 'a/1' } }])).toMatchObject({ status: 400 });
    expect(commit([{ update: { name, fields: { a: { colour: 1 } } } }]).body).toContain('writes[0].update.fields.a');
    expect(commit([{ update: { name }, updateMask: { fieldPaths: ['a..b'] } }]).body).toContain(
      'Invalid property path',
    );
    expect(
      commit([{ update: { name }, updateTransforms: [{ fieldPath: 'a', maximum: { integerValue: '1' } }] }]),
    ).toMatchObject({ status: 501 });
    expect(desk.state.size).toBe(0);
  });

  it('comes in the shape that the client reads, for faults as well', async () => {
    const answer = firestoreError('UNAVAILABLE', 'The service is currently unavailable.', true);
    vi.stubGlobal('fetch', async () => new Response(answer.body, { status: answer.status }));
    await expect(getDoc(chat())).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('currently unavailable'),
    });
  });
});

it('times are those of the host’s calendar, to the microsecond, both ways', () => {
  // Microseconds are whole numbers in a double until the year 2255, and from 1684 on.
  const ms = fc.integer({ min: Date.UTC(1685, 0, 1), max: Date.UTC(2255, 0, 1) });
  fc.assert(
    fc.property(ms, fc.integer({ min: 0, max: 999 }), (at, rest) => {
      const text = timeText(at * 1_000 + rest);
      expect(text).toBe(new Date(at).toISOString().replace('Z', `${String(rest).padStart(3, '0')}Z`));
      expect(parseTimeMicros(text)).toBe(at * 1_000 + rest);
    }),
  );
  expect(parseTimeMicros('yesterday')).toBeUndefined();
});
