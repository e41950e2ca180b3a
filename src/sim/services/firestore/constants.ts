/** Numbers of Firestore. */
import type { ServiceConstant } from '../service.ts';

export const FIRESTORE_CONSTANTS = [
  {
    kind: 'number',
    name: 'documentLimitBytes',
    default: 1_048_576,
    min: 100,
    max: 1_048_576,
    unit: 'count',
    sentence: 'The largest size of a document, its name included.',
    source: 'Firestore quotas: 1 MiB (1,048,576 bytes)',
  },
  {
    kind: 'number',
    name: 'latencyMs',
    default: 0,
    min: 0,
    max: 600_000,
    unit: 'ms',
    sentence: 'How long it works on a read or a commit.',
    source: 'not published; calm: none',
  },
] as const satisfies readonly ServiceConstant[];
