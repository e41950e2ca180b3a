/** The conversation in Firestore: a list of entries that is loaded, added to and saved whole. */
import { doc, type Firestore, getDoc, setDoc } from 'firebase/firestore/lite';

export interface Entry {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

function isEntry(value: unknown): value is Entry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'role' in value &&
    (value.role === 'user' || value.role === 'assistant') &&
    'content' in value &&
    typeof value.content === 'string'
  );
}

export async function loadHistory(firestore: Firestore, user: string): Promise<readonly Entry[]> {
  const snapshot = await getDoc(doc(firestore, 'conversations', user));
  const held: unknown = snapshot.data()?.['history'];
  return Array.isArray(held) ? held.filter(isEntry) : [];
}

export async function saveHistory(
  firestore: Firestore,
  user: string,
  history: readonly Entry[],
  limit: number,
): Promise<void> {
  await setDoc(doc(firestore, 'conversations', user), { history: history.slice(-limit) });
}
