/** What the document says of the two worlds before its issues, and of how a burst should go; and its closing words. */
import type { DocumentClaim } from '../../sim/model/claim.ts';
import { breaks, holds, replies, run } from './predictions.ts';

export const flow: readonly DocumentClaim[] = [
  {
    id: 'difference-tab',
    where: 'the fundamental difference, test simulator',
    says: 'In the single tab it works: one queue, one timer a user, everything in order.',
    because: 'The tab stays open; what waits in it is lost with it.',
    predicts: [
      holds(run('rapid-burst', 'three-in-half-a-second'), 'burst-whole', 'baseline'),
      holds(run('tab-closed', 'at-1s'), 'answered', 'baseline'),
    ],
  },
  {
    id: 'difference-instances',
    where: 'the fundamental difference, real user',
    says: 'Each webhook runs in an instance of its own, and no state is shared.',
    because: 'An instance serves one request at a time; where it serves several, they share what the module remembers.',
    predicts: [
      holds(run('shared-instance-state', 'one-request-at-a-time'), 'no-strangers'),
      holds(run('shared-instance-state', 'several-requests-at-once'), 'no-strangers'),
    ],
  },
  {
    id: 'difference-order',
    where: 'the fundamental difference, real user',
    says: 'Messages can arrive out of order.',
    because: 'Each is a request of its own, and nobody sorts them.',
    predicts: [breaks(run('out-of-order-webhooks', 'first-is-late'), 'order-kept')],
  },
  {
    id: 'difference-races',
    where: 'the fundamental difference, real user',
    says: 'Race conditions are possible.',
    because: 'Two processors at work on one user, a message deleted unread.',
    predicts: [
      breaks(run('foreign-lock-release', 'third-finds-work'), 'one-processor'),
      breaks(run('message-between-read-and-clear', 'while-the-model-thinks'), 'messages-kept'),
    ],
  },
  {
    id: 'flow-dedup',
    where: 'the flow, steps 1 to 4',
    says: 'Of three requests within 500 ms the deduplication keeps one, which is delivered after 3 s.',
    because: 'Two are dropped, one delivery answers all three messages.',
    predicts: [
      holds(run('rapid-burst', 'three-in-half-a-second'), 'burst-whole'),
      replies(run('rapid-burst', 'three-in-half-a-second'), 1),
    ],
  },
  {
    id: 'flow-wait',
    where: 'the flow, step 5',
    says: 'If the user is still typing, the processor puts itself off by 2 s and then processes all messages together.',
    because: 'Its request has an id of its own. Under the conversation’s id, as the code has it, it is dropped.',
    predicts: [
      holds(run('requeue-deduplicated', 'own-id'), 'burst-whole'),
      holds(run('requeue-deduplicated', 'same-id'), 'burst-whole'),
    ],
  },
  {
    id: 'flow-one-response',
    where: 'the flow, steps 6 to 8',
    says: 'All messages are combined, the model is asked once, one response is sent.',
    because: 'Nothing calls a second time while the model answers.',
    predicts: [
      replies(run('rapid-burst', 'three-in-half-a-second'), 1),
      replies(run('lock-expires-early', 'model-40s-delivered-again'), 1),
    ],
  },
];

export const closing: readonly DocumentClaim[] = [
  {
    id: 'closing-causes',
    where: 'the closing words',
    says: 'Production can fail by network failures, races, a wrong environment, and timing.',
    because: 'By all of them, and the failure that hits most conversations needs none: one id for two requests.',
    predicts: [
      breaks(run('redis-unreachable', 'refused'), 'burst-whole'),
      breaks(run('foreign-lock-release', 'third-finds-work'), 'one-processor'),
      breaks(run('env-typo', 'misspelt'), 'burst-whole'),
      breaks(run('requeue-deduplicated', 'same-id'), 'answered'),
    ],
  },
  {
    id: 'closing-robust',
    where: 'the closing words',
    says: 'Production is more complex but more robust when it works.',
    because: 'It outlives a closed tab; it does not survive a second burst.',
    predicts: [
      holds(run('tab-closed', 'at-1s'), 'answered'),
      holds(run('second-burst-stranded', 'silence'), 'answered'),
    ],
  },
];
