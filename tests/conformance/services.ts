/** The tables of facts, in the order in which docs/services.md shows them. */
import type { ServiceFacts } from './fact.ts';
import { firestoreFacts } from './firestore/facts.ts';
import { qstashFacts } from './qstash/facts.ts';

export const services: readonly ServiceFacts[] = [qstashFacts, firestoreFacts];
