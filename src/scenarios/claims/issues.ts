/** The document's seven issues: each scenario, each mitigation, each fix status. */
import type { DocumentClaim } from '../../sim/model/claim.ts';
import { breaks, holds, logs, replies, run } from './predictions.ts';

export const issues: readonly DocumentClaim[] = [
  {
    id: 'issue-1-window',
    where: 'issue 1, why this could fail',
    says: 'The window of the deduplication is 90 s, by the documentation of QStash: a message after 95 s is taken as new.',
    because: 'The vendor says 10 minutes. Within them the message is dropped.',
    predicts: [holds(run('dedup-window-expiry', 'window-10min'), 'answered')],
  },
  {
    id: 'issue-1-split',
    where: 'issue 1, failure scenario',
    says: 'After a pause of 95 s two batches are processed where there should be one.',
    because: 'There should be two: the single tab gives two replies as well.',
    predicts: [breaks(run('dedup-window-expiry', 'window-90s'), 'matches-baseline')],
  },
  {
    id: 'issue-1-rapid',
    where: 'issue 1, fix status',
    says: 'Messages that follow each other within 90 s are no issue.',
    because: 'They are the issue. Whoever writes after the reply and within the window is not answered.',
    predicts: [
      holds(run('second-burst-stranded', 'silence'), 'answered'),
      holds(run('requeue-deduplicated', 'same-id'), 'answered'),
    ],
  },
  {
    id: 'issue-2-why',
    where: 'issue 2, why this exists',
    says: 'The lock keeps two workers of QStash from processing one batch.',
    because: 'It has not lapsed: a lock of 30 s under a model of 40 s lets a second delivery in.',
    predicts: [
      holds(run('qstash-delivers-twice', 'at-once'), 'one-processor'),
      holds(run('lock-expires-early', 'model-40s-delivered-again'), 'one-processor'),
    ],
  },
  {
    id: 'issue-2-silence',
    where: 'issue 2, scenario 1',
    says: 'When a processor dies with the lock, the user has no response for 30 s, and then has one.',
    because: 'Nothing calls again when the lock expires; a message at 40 s is dropped as a duplicate.',
    predicts: [
      holds(run('lock-not-released', 'and-nothing-after'), 'answered'),
      holds(run('lock-not-released', 'message-at-40s'), 'answered'),
    ],
  },
  {
    id: 'issue-2-25s',
    where: 'issue 2, scenario 2',
    says: 'A model that takes 25 s outlives the lock of 30 s, and two processors respond.',
    because: '25 s are less than 30 s, and a second processor needs a second call.',
    predicts: [
      breaks(run('lock-expires-early', 'model-25s-delivered-again'), 'answered-once'),
      breaks(run('lock-expires-early', 'model-25s-alone'), 'answered-once'),
    ],
  },
  {
    id: 'issue-2-two',
    where: 'issue 2, scenario 2',
    says: 'When the lock has expired, both processors respond.',
    because: 'Something calls a second time; the expired lock alone does nothing.',
    predicts: [
      breaks(run('lock-expires-early', 'model-40s-delivered-again'), 'answered-once'),
      breaks(run('lock-expires-early', 'model-40s-alone'), 'answered-once'),
    ],
  },
  {
    id: 'issue-2-mitigation',
    where: 'issue 2, current mitigation',
    says: 'An expiry of 30 s is reasonable for most cases.',
    because: 'Nothing takes longer. Twice "come again in 20 s" is enough, and the client obeys without a word.',
    predicts: [
      holds(run('lock-expires-early', 'model-25s-delivered-again'), 'one-processor'),
      holds(run('openai-retry-after-outlives-lock', 'delivered-again'), 'one-processor'),
    ],
  },
  {
    id: 'issue-3-wait',
    where: 'issue 3, the smart waiting logic',
    says: 'A processor that finds a young message asks to be called again, under the same id, and answers then.',
    because: 'The id is taken: the request is answered with success and dropped.',
    predicts: [holds(run('requeue-deduplicated', 'same-id'), 'answered')],
  },
  {
    id: 'issue-3-loop',
    where: 'issue 3, problem 1',
    says: 'With a message every 1.4 s the processor puts itself off for ever.',
    because:
      'As documented there is not even a second round. Where the requests arrive, the loop ends with the typing, in a reply.',
    predicts: [
      breaks(run('endless-requeue', 'one-minute'), 'requeues-bounded'),
      breaks(run('endless-requeue', 'own-id-40-seconds'), 'answered'),
    ],
  },
  {
    id: 'issue-3-unlikely',
    where: 'issue 3, problem 1, current mitigation',
    says: 'It takes exact timing by the user to stay without a reply.',
    because: 'Three messages within 2.2 s are enough.',
    predicts: [holds(run('requeue-deduplicated', 'same-id'), 'answered')],
  },
  {
    id: 'issue-3-skew',
    where: 'issue 3, problem 2',
    says: 'A processor whose clock is behind waits in an endless loop.',
    because:
      'As documented its first request is dropped; where it arrives, the wait is longer by some rounds and ends.',
    predicts: [
      breaks(run('clock-skew', '2s-behind'), 'requeues-bounded'),
      breaks(run('clock-skew', '2s-behind-own-id'), 'answered'),
      breaks(run('clock-skew', '5s-behind-own-id'), 'answered'),
    ],
  },
  {
    id: 'issue-3-ntp',
    where: 'issue 3, problem 2, current mitigation',
    says: 'The risk is low, since the servers keep their clocks by NTP.',
    because: 'No bound on the clocks of function instances is published; 2 s is a chosen fault.',
    predicts: [],
  },
  {
    id: 'issue-4-missing',
    where: 'issue 4',
    says: 'A processor that reads from a replica can miss a message that was pushed elsewhere.',
    because: 'And then deletes it, unread, on the leader.',
    predicts: [breaks(run('replica-lag', 'second-push-late'), 'messages-kept')],
  },
  {
    id: 'issue-4-safe',
    where: 'issue 4, current mitigation',
    says: 'It is safe, since the database is in one region.',
    because: 'Databases have replicas in one region, too, and any of them may serve a read.',
    predicts: [holds(run('replica-lag', 'lag-3s'), 'messages-kept')],
  },
  {
    id: 'issue-5-lost',
    where: 'issue 5, batch processor fails',
    says: 'When the processor crashes or fails, the messages are cleared, never reach Firestore, and are lost for ever.',
    because:
      'The catch block runs. A real crash runs none: the messages stay, and a message after the window frees them.',
    predicts: [
      breaks(run('processor-crash-loses-messages', 'model-fails'), 'messages-kept'),
      breaks(run('lock-not-released', 'message-at-95s'), 'messages-kept'),
    ],
  },
  {
    id: 'issue-5-clear',
    where: 'issue 5, current mitigation',
    says: 'Clearing the batch in the catch block prevents stuck messages.',
    because:
      'Where an error is caught the messages are lost instead; where nothing is caught they are stuck all the same.',
    predicts: [
      holds(run('processor-crash-loses-messages', 'model-fails'), 'custody'),
      holds(run('processor-crash-loses-messages', 'real-crash'), 'custody'),
    ],
  },
  {
    id: 'issue-6-flip',
    where: 'issue 6',
    says: 'When the flag flips for the second message, the user gets a reply to it and then one to the first and third.',
    because: 'The third comes within 1.9 s of the first; else there is no second reply.',
    predicts: [replies(run('flag-flip', 'third-at-1s'), 2), replies(run('flag-flip', 'third-at-2500-ms'), 2)],
  },
  {
    id: 'issue-6-redeploy',
    where: 'issue 6, current mitigation',
    says: 'The flag cannot flip in a conversation, since a change needs a redeploy.',
    because: 'Nothing is being deployed: during a release both deployments serve.',
    predicts: [
      breaks(run('flag-without-redeploy', 'not-deployed'), 'burst-whole'),
      holds(run('rollout-two-deployments', 'one-on-each'), 'burst-whole'),
    ],
  },
  {
    id: 'issue-7-trimmed',
    where: 'issue 7, issue 1',
    says: 'Spaces around the value do no harm, since the code trims it.',
    because: 'With the trimming the burst is batched.',
    predicts: [holds(run('env-spaces', 'with-trim'), 'burst-whole')],
  },
  {
    id: 'issue-7-untrimmed',
    where: 'issue 7, issue 1',
    says: 'Without the trimming the feature is off, and nothing says so.',
    because: 'Each message has a reply of its own, and no error is logged.',
    predicts: [
      breaks(run('env-spaces', 'without-trim'), 'burst-whole'),
      holds(run('env-spaces', 'without-trim'), 'answered'),
      logs(run('env-spaces', 'without-trim'), '❌', 0),
    ],
  },
  {
    id: 'issue-7-user',
    where: 'issue 7, issue 2',
    says: 'An id with a zero in front does not match the list, and batching is off for that user.',
    because: 'Ids are compared to the letter.',
    predicts: [breaks(run('user-id-mismatch', 'zero-in-front'), 'burst-whole')],
  },
  {
    id: 'issue-7-sync',
    where: 'issue 7, issue 3',
    says: 'Batching does not work on the preview and does in production.',
    because: 'Each deployment reads its own environment.',
    predicts: [
      breaks(run('env-not-synced', 'preview'), 'burst-whole'),
      holds(run('env-not-synced', 'production'), 'burst-whole'),
    ],
  },
];
