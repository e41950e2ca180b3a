/** The conversation in Firestore: a list of entries that is loaded, and added to. */
import {
  arrayUnion,
  doc,
  type DocumentSnapshot,
  type Firestore,
  getDoc,
  runTransaction,
  setDoc,
} from 'firebase/firestore/lite';
import type { Settings } from './settings/index.ts';

export interface Entry {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** The batch that it belongs to, where the history is saved once a batch. */
  readonly batch?: string;
}

function isEntry(value: unknown): value is Entry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'role' in value &&
    (value.role === 'user' || value.role === 'assistant') &&
    'content' in value &&
    typeof value.content === 'string' &&
    (!('batch' in value) || typeof value.batch === 'string')
  );
}

export async function loadHistory(firestore: Firestore, user: string): Promise<readonly Entry[]> {
  return entriesOf(await getDoc(doc(firestore, 'conversations', user)));
}

function entriesOf(snapshot: DocumentSnapshot): readonly Entry[] {
  const held: unknown = snapshot.data()?.['history'];
  return Array.isArray(held) ? held.filter(isEntry) : [];
}

/**
 * Adds entries to the conversation; `before` is what the caller loaded, some time ago. Entries of a batch that the
 * conversation has are not added again. A transaction reads first, and may be begun again by the client: whoever must not
 * go on after that says so by throwing from `beforeWrite`.
 */
export async function addToHistory(
  firestore: Firestore,
  user: string,
  before: readonly Entry[],
  added: readonly Entry[],
  { historyWrite, historyLimit }: Settings,
  beforeWrite: () => void = () => undefined,
): Promise<void> {
  const document = doc(firestore, 'conversations', user);
  const isHad = (held: readonly Entry[]): boolean =>
    added.some(({ batch }) => batch !== undefined && held.some((entry) => entry.batch === batch));
  switch (historyWrite) {
    case 'set':
      if (isHad(before)) return;
      await setDoc(document, { history: [...before, ...added].slice(-historyLimit) });
      return;
    case 'transaction':
      await runTransaction(firestore, async (transaction) => {
        const held = entriesOf(await transaction.get(document));
        if (isHad(held)) return;
        beforeWrite();
        transaction.set(document, { history: [...held, ...added].slice(-historyLimit) });
      });
      return;
    case 'array-union':
      await setDoc(document, { history: arrayUnion(...added) }, { merge: true });
  }
}
