/** The door of Firestore: documents, atomic commits with preconditions, transforms of fields. */
import type { ServiceKind } from '../service.ts';
import { FIRESTORE_CONSTANTS } from './constants.ts';
import { errorOf } from './errors.ts';
import { handle, isStreamed, NOT_SIMULATED, operationOf } from './server.ts';
import { Firestore } from './service.ts';

export { firestoreError } from './errors.ts';

export const firestore: ServiceKind<typeof FIRESTORE_CONSTANTS> = {
  id: 'firestore',
  role: 'firestore',
  label: 'Firestore',
  origins: ['https://firestore.googleapis.com'],
  constants: FIRESTORE_CONSTANTS,
  operation: (request) => {
    const operation = operationOf(request);
    return operation === 'batchGet' ? 'get' : operation;
  },
  words: ['get', 'commit', ...NOT_SIMULATED],
  errorOf: (status, request) => errorOf(status, isStreamed(request)),
  create: (host) => {
    const service = new Firestore(host);
    return { handle: (request) => handle(host, service, request) };
  },
};
