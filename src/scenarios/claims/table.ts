/** The document's table "test simulator and production": nine rows, each as what it claims. */
import type { Aspect, DocumentClaim } from '../../sim/model/claim.ts';
import { breaks, firstReply, holds, run } from './predictions.ts';

const where = 'the table';

export const table: readonly DocumentClaim[] = [
  {
    id: 'table-state',
    where,
    says: 'State: one object in memory here, spread over Redis, Firestore and QStash there.',
    because: 'The list can be full while nothing that would read it is left.',
    predicts: [
      breaks(run('requeue-deduplicated', 'same-id'), 'custody'),
      breaks(run('second-burst-stranded', 'silence'), 'custody'),
    ],
  },
  {
    id: 'table-timing',
    where,
    says: 'Timing: an exact local timer here, QStash’s delay and the network there.',
    because:
      'The tab answers a single message at 3.6 s, production at 5.2 s; its client rounds delays to whole seconds, and the age is looked at later than it is due.',
    predicts: [
      firstReply(run('single-message', 'batched'), 3_600, 'baseline'),
      firstReply(run('single-message', 'batched'), 5_200, 'pipeline'),
    ],
  },
  {
    id: 'table-concurrency',
    where,
    says: 'Concurrency: one thread here, several instances there.',
    because: 'Two processors can be at work on one user, half a minute apart.',
    predicts: [breaks(run('lock-expires-early', 'model-40s-delivered-again'), 'one-processor')],
  },
  {
    id: 'table-races',
    where,
    says: 'Races: impossible here, possible there, held off by locks.',
    because: 'The lock keeps processors from each other, and the webhooks from nothing.',
    predicts: [
      holds(run('qstash-delivers-twice', 'at-once'), 'one-processor'),
      holds(run('message-between-read-and-clear', 'while-the-model-thinks'), 'messages-kept'),
    ],
  },
  {
    id: 'table-loss',
    where,
    says: 'Message loss: impossible here, there only when Redis or Firestore fails.',
    because: 'A closed tab loses its queue, and production loses messages with every service well.',
    predicts: [
      holds(run('tab-closed', 'at-1s'), 'answered', 'baseline'),
      holds(run('message-between-read-and-clear', 'while-the-model-thinks'), 'messages-kept'),
    ],
  },
  {
    id: 'table-deduplication',
    where,
    says: 'Deduplication: not needed here, done by QStash there, for 90 s.',
    because:
      'The request that it drops is one too many. Most of what it drops within the window is the only one there is.',
    predicts: [
      holds(run('rapid-burst', 'three-in-half-a-second'), 'no-silent-drop'),
      holds(run('second-burst-stranded', 'silence'), 'no-silent-drop'),
    ],
  },
  {
    id: 'table-clock',
    where,
    says: 'Clock: one here, several there, kept together by NTP.',
    because: 'They are together. Two seconds apart end in silence, not in a loop.',
    predicts: [
      holds(run('rapid-burst', 'three-in-half-a-second'), 'answered'),
      holds(run('clock-skew', '2s-behind'), 'answered'),
    ],
  },
  {
    id: 'table-network',
    where,
    says: 'Network: no calls here, Messenger, functions, QStash and Redis there.',
    because: 'The tab calls the model as well, and waits for it: with a slow one it answers at 42.6 s.',
    predicts: [firstReply(run('lock-expires-early', 'model-40s-delivered-again'), 4_100, 'baseline')],
  },
  {
    id: 'table-failures',
    where,
    says: 'Failures: a crash of the browser here, any part there.',
    because: 'The harm is often done by what happens after the failure.',
    predicts: [
      breaks(run('tab-closed', 'at-1s'), 'answered', 'baseline'),
      breaks(run('openai-error', 'error-500-three-times'), 'answered'),
      breaks(run('processor-crash-loses-messages', 'real-crash'), 'answered'),
      breaks(run('redis-unreachable', 'refused'), 'burst-whole'),
    ],
  },
];

/** The rows as the document has them, in its order. */
export const aspects: readonly Aspect[] = [
  {
    aspect: 'State',
    tab: 'one object in memory',
    production: 'spread over Redis, Firestore and QStash',
    shown: 'True: the list can be full while nothing that would read it is left.',
    claim: 'table-state',
  },
  {
    aspect: 'Timing',
    tab: 'an exact local timer',
    production: 'QStash’s delay and the network',
    shown:
      'True, and coarser: the client rounds delays to whole seconds, and the age is looked at later than it is due.',
    claim: 'table-timing',
  },
  {
    aspect: 'Concurrency',
    tab: 'one thread',
    production: 'several instances',
    shown: 'True: each message may meet an instance of its own.',
    claim: 'table-concurrency',
  },
  {
    aspect: 'Races',
    tab: 'impossible',
    production: 'possible, held off by locks',
    shown: 'A lapsed lock alone does nothing: it takes a second trigger as well.',
    claim: 'table-races',
  },
  {
    aspect: 'Message loss',
    tab: 'impossible',
    production: 'when Redis or Firestore fails',
    shown: 'Refuted twice: production loses replies with every service well, and a closed tab loses its queue.',
    claim: 'table-loss',
  },
  {
    aspect: 'Deduplication',
    tab: 'not needed',
    production: 'QStash, 90 s',
    shown: 'It is what breaks most: whatever is published within the window is accepted and dropped.',
    claim: 'table-deduplication',
  },
  {
    aspect: 'Clock',
    tab: 'one clock',
    production: 'several, kept together by NTP',
    shown: 'A clock that is off ends in silence, not in a loop.',
    claim: 'table-clock',
  },
  {
    aspect: 'Network',
    tab: 'no calls',
    production: 'Messenger, functions, QStash, Redis',
    shown: 'The tab calls the model too. In production every leg can be slow, lost or repeated.',
    claim: 'table-network',
  },
  {
    aspect: 'Failures',
    tab: 'the browser crashes',
    production: 'any part may fail',
    shown: 'True, and the harm is often done by what happens afterwards.',
    claim: 'table-failures',
  },
];
