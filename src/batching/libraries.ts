/**
 * What firebase keeps for a whole process, settled when this module is loaded, so that no instance is told from a
 * later one by being the first. Firestore numbers its requests for its own log: the first request of a process draws
 * the number to start from (`Math.random`), all others count on from there.
 */
import { deleteApp, initializeApp } from 'firebase/app';
import { doc, getDoc, initializeFirestore, setLogLevel } from 'firebase/firestore/lite';

// Its warnings show that number, and repeat what is thrown as well: whoever asked logs the failure.
setLogLevel('error');

/** Makes the first request: to an address that is none, so it is numbered and fails before anything is sent. */
async function countFirstRequest(): Promise<void> {
  const app = initializeApp({ projectId: 'none' }, 'first-request');
  await getDoc(doc(initializeFirestore(app, { host: 'not a host' }), 'none', 'none')).catch(() => undefined);
  await deleteApp(app);
}

void countFirstRequest();
