/** The tables of facts, in the order in which docs/services.md shows them. */
import type { ServiceFacts } from './fact.ts';
import { firestoreFacts } from './firestore/facts.ts';
import { messengerFacts } from './messenger/facts.ts';
import { openaiFacts } from './openai/facts.ts';
import { platformFacts } from './platform/facts.ts';
import { qstashFacts } from './qstash/facts.ts';
import { redisFacts } from './redis/facts.ts';

export const services: readonly ServiceFacts[] = [
  messengerFacts,
  platformFacts,
  redisFacts,
  qstashFacts,
  openaiFacts,
  firestoreFacts,
];
