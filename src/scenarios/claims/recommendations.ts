/** The document's fifteen recommendations: what they promise, whether it comes true, and where in the page one does it. */
import type { DocumentClaim } from '../../sim/model/claim.ts';
import { breaks, deadLetters, holds, logs, run } from './predictions.ts';

const burst = run('rapid-burst', 'three-in-half-a-second');

export const recommendations: readonly DocumentClaim[] = [
  {
    id: 'testing-1-logs',
    where: 'recommendations, testing 1',
    says: 'Always check the logs: they show what goes wrong.',
    because: 'The code prints it. Of a missing token it does; of a request that QStash dropped it does not know.',
    predicts: [
      logs(run('qstash-token-missing', 'missing'), '❌', 3),
      logs(run('requeue-deduplicated', 'same-id'), '[batching]', 1),
    ],
    inThePage: 'The pane Logs; a line opens the event that printed it.',
  },
  {
    id: 'testing-2-environment',
    where: 'recommendations, testing 2',
    says: 'Verify that the environment variables are set right: else batching is off.',
    because: 'One letter is enough, and nothing complains.',
    predicts: [breaks(run('env-typo', 'misspelt'), 'burst-whole'), breaks(run('env-typo', 'unset'), 'burst-whole')],
    inThePage: 'The pane Moment, under the environment; the fault "Environment variable" sets another value.',
  },
  {
    id: 'testing-3-user',
    where: 'recommendations, testing 3',
    says: 'Test with the exact user id: else batching is off for you.',
    because: 'Ids are compared to the letter.',
    predicts: [breaks(run('user-id-mismatch', 'another-digit'), 'burst-whole'), holds(burst, 'burst-whole')],
    inThePage: 'The setting testUsers.',
  },
  {
    id: 'testing-4-timing',
    where: 'recommendations, testing 4',
    says: 'Messages sent within 2 to 3 seconds are batched.',
    because: 'The last follows the first by 1.9 s or less. At 2.2 s there is no reply at all.',
    predicts: [
      holds(run('requeue-deduplicated', 'last-at-1900-ms'), 'burst-whole'),
      holds(run('requeue-deduplicated', 'same-id'), 'burst-whole'),
    ],
    inThePage: 'The times of the messages, in the pane Story.',
  },
  {
    id: 'testing-5-lines',
    where: 'recommendations, testing 5',
    says: 'The batch logs in the console show that it works.',
    because: 'The reply arrives. They are printed before it is sent, and the same when it is refused.',
    predicts: [
      logs(burst, 'Processing batch: 3 messages', 1),
      holds(burst, 'answered'),
      holds(run('reply-refused', 'for-good'), 'answered'),
    ],
    inThePage: 'The pane Logs, beside the two chats.',
  },
  {
    id: 'production-1-lock',
    where: 'recommendations, production 1',
    says: 'A lock of 60 s makes room for slow answers of the model.',
    because: 'No processor dies: its longer lock shuts out its own retry.',
    predicts: [
      holds(run('lock-expires-early', 'model-40s-delivered-again-lock-60s'), 'one-processor'),
      holds(run('retry-meets-own-lock', 'dies-at-25s'), 'answered'),
    ],
    inThePage: 'The setting lockMs, or policy "recommended".',
  },
  {
    id: 'production-2-retry',
    where: 'recommendations, production 2',
    says: 'Retries help where the batch processor fails.',
    because: 'The list is still there and the lock is not. The catch block clears the one, a crash leaves the other.',
    predicts: [
      holds(run('retry-meets-own-lock', 'dies-at-25s-lock-30s'), 'answered'),
      holds(run('retry-meets-own-lock', 'dies-at-4s'), 'answered'),
      holds(run('retry-finds-nothing', 'model-fails-three-times'), 'answered'),
    ],
    inThePage: 'The setting publishRetries, or policy "recommended".',
  },
  {
    id: 'production-3-save',
    where: 'recommendations, production 3',
    says: 'Messages that are saved to Firestore before Redis is cleared are not lost.',
    because: 'The save succeeds. Kept in the history is not answered, and with retries every attempt answers again.',
    predicts: [
      holds(run('retry-finds-nothing', 'model-fails-three-times'), 'messages-kept'),
      holds(run('save-then-retry-answers-twice', 'the-save-always-fails'), 'messages-kept'),
    ],
    inThePage: 'The setting saveBeforeClear, or policy "recommended".',
  },
  {
    id: 'production-4-watch',
    where: 'recommendations, production 4',
    says: 'Watching the deduplication shows what is dropped, and so helps.',
    because: 'Somebody acts on it. The line is in the log, and the user has no reply all the same.',
    predicts: [
      logs(run('requeue-deduplicated', 'same-id-watched'), 'QStash dropped the re-queue', 1),
      holds(run('requeue-deduplicated', 'same-id-watched'), 'answered'),
    ],
    inThePage: 'The setting watchDeduplication; in the timeline every dropped request is marked.',
  },
  {
    id: 'production-5-health',
    where: 'recommendations, production 5',
    says: 'With a health check a Redis that does not answer does no harm.',
    because: 'A ping with a time-out of half a second finds it, and the normal flow answers.',
    predicts: [holds(run('redis-unreachable', 'hangs-10s-pinged'), 'answered')],
    inThePage: 'The setting pingTimeoutMs, or policy "recommended".',
  },
  {
    id: 'debugging-1-user',
    where: 'recommendations, debugging 1',
    says: 'Debug logging for one user shows what the pipeline did with his messages.',
    because: 'It shows what the list held and which requests were dropped.',
    predicts: [
      logs(run('requeue-deduplicated', 'same-id-watched'), 'the list holds', 1),
      logs(run('requeue-deduplicated', 'same-id-watched'), 'was dropped as a duplicate', 2),
    ],
    inThePage: 'The setting debugUser; the pane Logs.',
  },
  {
    id: 'debugging-2-dashboard',
    where: 'recommendations, debugging 2',
    says: 'The dashboard of QStash shows the jobs that failed.',
    because: 'There was a job. A failed delivery is among the dead letters; a dropped request is nowhere.',
    predicts: [
      deadLetters(run('signature-under-skew', 'no-tolerance'), 1),
      deadLetters(run('requeue-deduplicated', 'same-id'), 1),
    ],
    inThePage: 'The pane Moment, under QStash: the queue, the ids with what is left of their window, the dead letters.',
  },
  {
    id: 'debugging-3-redis',
    where: 'recommendations, debugging 3',
    says: 'Verify that Redis contains the messages before they are processed: then they will be.',
    because: 'Somebody comes for them. Stranded messages are in Redis as well.',
    predicts: [holds(burst, 'answered'), holds(run('second-burst-stranded', 'silence'), 'answered')],
    inThePage: 'The pane Moment, under Redis, at the moment before the processor reads.',
  },
  {
    id: 'debugging-4-single',
    where: 'recommendations, debugging 4',
    says: 'Test with a single message first: it is answered, and no batching is involved.',
    because: 'It is answered, and batching is involved: the same list, request and lock.',
    predicts: [
      holds(run('single-message', 'batched'), 'answered'),
      logs(run('single-message', 'batched'), 'Message batched', 0),
    ],
    inThePage: 'Scenario single-message; in any other, all messages but one taken away.',
  },
  {
    id: 'debugging-5-compare',
    where: 'recommendations, debugging 5',
    says: 'Comparing the simulator with a real user shows where they part.',
    because: 'It is what this page does, for every run.',
    predicts: [breaks(run('requeue-deduplicated', 'same-id'), 'matches-baseline'), holds(burst, 'matches-baseline')],
    inThePage: 'The two timelines, with a mark where they part; B shows what the baseline did.',
  },
];
