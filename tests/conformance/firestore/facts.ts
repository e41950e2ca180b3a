/** What Firestore does, as `firebase/firestore/lite` sees it. */
import { deleteApp, initializeApp } from 'firebase/app';
import {
  arrayUnion,
  collection,
  doc,
  type DocumentReference,
  type Firestore,
  getCount,
  getDoc,
  getDocs,
  getFirestore,
  runTransaction,
  setDoc,
  setLogLevel,
  updateDoc,
} from 'firebase/firestore/lite';
import { expect } from 'vitest';
import type { Effect } from '../../../src/sim/network/effects.ts';
import { firestore } from '../../../src/sim/services/firestore/index.ts';
import {
  ANSWER_LOST,
  answered,
  gapsOf,
  HANGS,
  onWire,
  type OnWire,
  type Played,
  REQUEST_LOST,
  spoil,
} from '../../support/on-wire.ts';
import type { Fact, Refused, ServiceFacts } from '../fact.ts';

setLogLevel('silent');

interface Desk {
  readonly db: Firestore;
  readonly chat: DocumentReference;
}

let apps = 0;

/** Runs a body with a client of its own, in virtual time. */
async function withClient(given: OnWire, body: (desk: Desk) => Promise<void>): Promise<Played> {
  apps += 1;
  const app = initializeApp({ projectId: 'bench', apiKey: 'firebase-key' }, `facts ${apps}`);
  try {
    return await onWire(given, async () => {
      const db = getFirestore(app);
      await body({ db, chat: doc(db, 'conversations', '3282789748459241') });
    });
  } finally {
    await deleteApp(app);
  }
}

const lastUpdate = (desk: Desk, text: string): Promise<void> => append(desk, text, { maxAttempts: 5 });

/** Adds a text to the list in the document: read, append, save, as a transaction. */
async function append({ db, chat }: Desk, text: string, options: { readonly maxAttempts: number }): Promise<void> {
  await runTransaction(
    db,
    async (transaction) => {
      const held: unknown = (await transaction.get(chat)).get('texts');
      transaction.set(chat, { texts: [...(Array.isArray(held) ? held : []), text] });
    },
    options,
  );
}

async function texts({ chat }: Desk): Promise<unknown> {
  return (await getDoc(chat)).get('texts');
}

/** The codes that the client makes of an HTTP status, whatever the body says. */
const CODES = [
  [400, 'failed-precondition'],
  [401, 'unauthenticated'],
  [403, 'permission-denied'],
  [404, 'not-found'],
  [409, 'aborted'],
  [429, 'resource-exhausted'],
  [499, 'cancelled'],
  [500, 'unknown'],
  [501, 'unimplemented'],
  [503, 'unavailable'],
  [504, 'deadline-exceeded'],
] as const;

const urlOf = (operation: string): string =>
  `https://firestore.googleapis.com/v1/projects/bench/databases/(default)/documents:${operation}`;

/** The bodies of the answers that were errors, as they came. */
function errorsOf({ events }: Played): readonly unknown[] {
  return events.flatMap((event): unknown[] =>
    event.kind === 'answer' && event.to === 'caller' && event.status >= 400 ? [JSON.parse(event.body)] : [],
  );
}

const operationsOf = ({ sent }: Played): readonly string[] => sent.map(({ operation }) => operation);

const facts: readonly Fact[] = [
  {
    fact: 'A read is `:batchGet`, a write `:commit`; both are POSTs below `/v1/projects/../databases/(default)/documents`',
    source: 'measured',
    holds: async () => {
      const played = await withClient({}, async ({ chat }) => {
        await setDoc(chat, { texts: ['კი'] });
        expect((await getDoc(chat)).data()).toEqual({ texts: ['კი'] });
      });
      expect(operationsOf(played)).toEqual(['commit', 'get']);
      expect(played.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
        'POST https://firestore.googleapis.com/v1/projects/bench/databases/(default)/documents:commit?key=…',
        'POST https://firestore.googleapis.com/v1/projects/bench/databases/(default)/documents:batchGet?key=…',
      ]);
    },
  },
  {
    fact: 'A plain read or write is sent once: no retry, no time-out; an error is thrown at once',
    source: 'measured',
    holds: async () => {
      for (const [operation, act] of [
        ['get', async ({ chat }: Desk) => getDoc(chat)],
        ['commit', async ({ chat }: Desk) => setDoc(chat, {})],
      ] as const) {
        for (const effect of [answered(503, '[]'), REQUEST_LOST]) {
          const played = await withClient({ rules: [spoil(operation, effect)] }, async (desk) => {
            await expect(act(desk)).rejects.toMatchObject({ name: 'FirebaseError' });
          });
          expect(operationsOf(played)).toEqual([operation]);
        }
        const hanging = await withClient({ rules: [spoil(operation, HANGS)], mayHang: true }, async (desk) => {
          await act(desk);
        });
        expect(hanging.finished).toBe(false);
        expect(operationsOf(hanging)).toEqual([operation]);
      }
    },
  },
  {
    fact: 'Of an error the client reads the HTTP status alone: 400 is `failed-precondition`, 409 `aborted`, 429 `resource-exhausted`, 500 and a broken connection `unknown`, 503 `unavailable`',
    source: 'measured',
    holds: async () => {
      for (const [status, code] of CODES) {
        const body = JSON.stringify([{ error: { code: status, message: 'words', status: 'DATA_LOSS' } }]);
        await withClient({ rules: [spoil('get', answered(status, body))] }, async ({ chat }) => {
          await expect(getDoc(chat)).rejects.toMatchObject({ code });
        });
      }
      await withClient({ rules: [spoil('commit', REQUEST_LOST)] }, async ({ chat }) => {
        await expect(setDoc(chat, {})).rejects.toMatchObject({ code: 'unknown' });
      });
    },
  },
  {
    fact: 'A transaction reads, then commits with the `updateTime` of what it read; of a missing document with `exists: false`',
    source: 'REST reference, Precondition; measured',
    holds: async () => {
      const played = await withClient({}, async (desk) => {
        await lastUpdate(desk, 'one');
        await lastUpdate(desk, 'two');
        expect(await texts(desk)).toEqual(['one', 'two']);
      });
      const [first, second] = played.sent.filter(({ operation }) => operation === 'commit').map(({ body }) => body);
      expect(first).toContain('"currentDocument":{"exists":false}');
      expect(second).toMatch(/"currentDocument":\{"updateTime":"2025-11-27T12:00:00\.\d+Z"\}/);
    },
  },
  {
    fact: 'A commit whose base version is stale is 400 FAILED_PRECONDITION, and one that found a document made since is 409 ALREADY_EXISTS; nothing of it is written',
    source: 'REST reference, Precondition; measured',
    holds: async () => {
      const played = await withClient({}, async ({ db, chat }) => {
        const lateBy = (meanwhile: () => Promise<void>): Promise<void> =>
          runTransaction(
            db,
            async (transaction) => {
              await transaction.get(chat);
              await meanwhile();
              transaction.set(chat, { by: 'me' }).set(doc(db, 'other', '1'), {});
            },
            { maxAttempts: 1 },
          );
        await expect(lateBy(() => setDoc(chat, { by: 'other' }))).rejects.toMatchObject({ code: 'aborted' });
        await expect(lateBy(() => setDoc(chat, { by: 'another' }))).rejects.toMatchObject({
          code: 'failed-precondition',
        });
        expect((await getDoc(chat)).data()).toEqual({ by: 'another' });
        expect((await getDoc(doc(db, 'other', '1'))).exists()).toBe(false);
      });
      expect(played.served.flatMap(({ facts: seen }) => seen?.['refused'] ?? [])).toEqual([
        'ALREADY_EXISTS',
        'FAILED_PRECONDITION',
      ]);
    },
  },
  {
    fact: 'A transaction is tried 5 times: the first at once, then after 1 s, 1.5 s, 2.25 s and 3.4 s, each give or take a half; then it gives up with the last error',
    source: 'measured',
    holds: async () => {
      const played = await withClient({ rules: [spoil('commit', answered(409, '{}'), 1, 99)] }, async (desk) => {
        await expect(lastUpdate(desk, 'one')).rejects.toMatchObject({ code: 'aborted' });
      });
      expect(operationsOf(played)).toEqual(Array.from({ length: 5 }, () => ['get', 'commit']).flat());
      expect(played.sent[0]?.atMs).toBeLessThan(10);
      const waits = gapsOf(played.sent.filter(({ operation }) => operation === 'get'));
      for (const [i, baseMs] of [1_000, 1_500, 2_250, 3_375].entries()) {
        expect(waits[i]).toBeGreaterThanOrEqual(baseMs * 0.5);
        expect(waits[i]).toBeLessThanOrEqual(baseMs * 1.5);
      }
    },
  },
  {
    fact: 'It is tried again after 400 (a stale version), 401, 409, 429, 500, 503 and a broken connection; after 403, 404 and 501 it is not',
    source: 'measured',
    holds: async () => {
      const attempts = async (effect: Effect): Promise<number> => {
        const played = await withClient({ rules: [spoil('commit', effect, 1, 99)] }, async (desk) => {
          await expect(append(desk, 'one', { maxAttempts: 2 })).rejects.toMatchObject({ name: 'FirebaseError' });
        });
        return operationsOf(played).filter((operation) => operation === 'commit').length;
      };
      for (const status of [400, 401, 409, 429, 500, 503])
        expect([status, await attempts(answered(status, '{}'))]).toEqual([status, 2]);
      for (const status of [403, 404, 501])
        expect([status, await attempts(answered(status, '{}'))]).toEqual([status, 1]);
      expect(await attempts(REQUEST_LOST)).toBe(2);
    },
  },
  {
    fact: 'A commit whose answer is lost was applied, and the transaction runs again on what it wrote: an append is there twice',
    source: 'measured',
    holds: async () => {
      const played = await withClient({ rules: [spoil('commit', ANSWER_LOST)] }, async (desk) => {
        await lastUpdate(desk, 'კი');
        expect(await texts(desk)).toEqual(['კი', 'კი']);
      });
      expect(operationsOf(played)).toEqual(['get', 'commit', 'get', 'commit', 'get']);
    },
  },
  {
    fact: 'Two transactions on one document at the same moment: one is refused and run again, neither is lost',
    source: 'Firestore docs, transaction serializability; measured',
    holds: async () => {
      const played = await withClient({}, async (desk) => {
        await Promise.all([lastUpdate(desk, 'one'), lastUpdate(desk, 'two')]);
        expect(await texts(desk)).toHaveLength(2);
      });
      expect(played.served.flatMap(({ facts: seen }) => seen?.['refused'] ?? [])).toEqual(['ALREADY_EXISTS']);
    },
  },
  {
    fact: '`arrayUnion` keeps equal elements once: two messages "კი" without an id become one',
    source: 'REST reference, FieldTransform; measured',
    holds: async () => {
      await withClient({}, async (desk) => {
        await setDoc(desk.chat, { texts: [] });
        for (const text of ['კი', 'კი']) await updateDoc(desk.chat, { texts: arrayUnion({ role: 'user', text }) });
        expect(await texts(desk)).toEqual([{ role: 'user', text: 'კი' }]);
      });
    },
  },
  {
    fact: '`arrayUnion` whose answer is lost may be sent again without harm',
    source: 'REST reference, FieldTransform; measured',
    holds: async () => {
      await withClient({ rules: [spoil('commit', ANSWER_LOST, 2)] }, async (desk) => {
        await setDoc(desk.chat, { texts: [] });
        const union = (): Promise<void> => updateDoc(desk.chat, { texts: arrayUnion('m_1 კი') });
        await expect(union()).rejects.toMatchObject({ code: 'unknown' });
        await union();
        expect(await texts(desk)).toEqual(['m_1 კი']);
      });
    },
  },
  {
    fact: 'A document, its name included, has at most 1 MiB',
    source: 'Firestore docs, quotas',
    holds: async () => {
      await withClient({}, async ({ db, chat }) => {
        const name = `projects/bench/databases/(default)/documents/${chat.path}`;
        // A document takes 32 bytes besides, a text and the name of a field one each.
        const longest = 1_048_576 - 32 - name.length - 'text'.length - 2;
        await setDoc(chat, { text: 'a'.repeat(longest) });
        const other = doc(db, 'conversations', `${chat.id}0`);
        for (const [where, length] of [
          [chat, longest + 1],
          [other, longest],
        ] as const) {
          const words = /\(1048577 bytes\) exceeds the maximum allowed size of 1048576 bytes/;
          await expect(setDoc(where, { text: 'a'.repeat(length) })).rejects.toThrow(words);
        }
      });
    },
  },
  {
    fact: 'An update of a document that does not exist is 404 NOT_FOUND; a set makes it',
    source: 'REST reference, Precondition; measured',
    holds: async () => {
      await withClient({}, async ({ chat }) => {
        await expect(updateDoc(chat, { a: 1 })).rejects.toMatchObject({ code: 'not-found' });
        await setDoc(chat, { a: 1 });
        await updateDoc(chat, { a: 2 });
      });
    },
  },
  {
    fact: 'An error of a read comes in a list, that of a commit does not; so do those that a fault puts in their place',
    source: 'measured',
    holds: async () => {
      const inList = (error: object): unknown => [{ error: { message: expect.any(String), ...error } }];
      const alone = (error: object): unknown => ({ error: { message: expect.any(String), ...error } });
      for (const [operation, act, shape] of [
        ['get', async ({ chat }: Desk) => getDoc(chat), inList],
        ['commit', async ({ chat }: Desk) => setDoc(chat, {}), alone],
      ] as const) {
        const request = {
          method: 'POST',
          url: urlOf(operation === 'get' ? 'batchGet' : 'commit'),
          headers: {},
          body: '{}',
        };
        const effect = { kind: 'refuse', when: 'before', answer: firestore.errorOf(503, request) } as const;
        const played = await withClient({ rules: [spoil(operation, effect)] }, async (desk) => {
          await expect(act(desk)).rejects.toMatchObject({ code: 'unavailable' });
        });
        expect(errorsOf(played)).toEqual([shape({ code: 503, status: 'UNAVAILABLE' })]);
      }
      const own = await withClient({}, async ({ db, chat }) => {
        await expect(getDocs(collection(db, 'conversations'))).rejects.toMatchObject({ code: 'unimplemented' });
        await expect(updateDoc(chat, { a: 1 })).rejects.toMatchObject({ code: 'not-found' });
        await fetch(urlOf('batchGet'), { method: 'POST', body: '{"documents":"none"}' });
      });
      expect(errorsOf(own)).toEqual([
        inList({ code: 501, status: 'UNIMPLEMENTED' }),
        alone({ code: 404, status: 'NOT_FOUND' }),
        inList({ code: 400, status: 'INVALID_ARGUMENT' }),
      ]);
    },
  },
];

const refused: readonly Refused[] = [
  {
    what: 'Queries (`runQuery`)',
    refuses: async () => {
      await withClient({}, async ({ db }) => {
        await expect(getDocs(collection(db, 'conversations'))).rejects.toMatchObject({
          code: 'unimplemented',
          message: expect.stringMatching(/Not simulated: runQuery .*structuredQuery/),
        });
      });
    },
  },
  {
    what: 'Counts and sums (`runAggregationQuery`)',
    refuses: async () => {
      await withClient({}, async ({ db }) => {
        await expect(getCount(collection(db, 'conversations'))).rejects.toMatchObject({
          code: 'unimplemented',
          message: expect.stringMatching(/Not simulated: runAggregationQuery .*structuredAggregationQuery/),
        });
      });
    },
  },
  {
    what: 'Other calls (`beginTransaction`, `listDocuments`, ..)',
    refuses: async () => {
      await onWire({}, async () => {
        for (const [method, url] of [
          ['POST', urlOf('beginTransaction')],
          ['GET', `${urlOf('').slice(0, -1)}/conversations`],
        ] as const) {
          const response = await fetch(url, { method, ...(method === 'POST' ? { body: '{}' } : {}) });
          expect([response.status, await response.text()]).toEqual([501, expect.stringContaining(url)]);
        }
      });
    },
  },
];

export const firestoreFacts: ServiceFacts = {
  id: 'firestore',
  title: 'Firestore',
  through: 'firebase/firestore/lite 12.19.0',
  facts,
  refused,
  remarks: [
    'Security rules, indexes and the limit of about one sustained write a second and document are not imitated: every write is taken.',
    'A write takes effect at once for every reader: Firestore is strongly consistent, so no replica is simulated.',
  ],
};
