/** The document's four steps of verifying, its six logs, and its five failure modes with their shares. */
import type { DocumentClaim } from '../../sim/model/claim.ts';
import { breaks, holds, logs, replies, run } from './predictions.ts';

const burst = run('rapid-burst', 'three-in-half-a-second');
const NO_COUNT = 'No count is given, and we have none.';

const share = (number: number, of: string, percent: number): DocumentClaim => ({
  id: `summary-${number}-share`,
  where: `summary, failure mode ${number}`,
  says: `${of} are ${percent} % of the issues.`,
  because: NO_COUNT,
  predicts: [],
});

export const verify: readonly DocumentClaim[] = [
  {
    id: 'verify-1-user',
    where: 'verify, step 1',
    says: 'Batching is on for the users in the list, and for nobody else.',
    because: 'By the letter: a zero in front makes it another user.',
    predicts: [holds(burst, 'burst-whole'), breaks(run('user-id-mismatch', 'zero-in-front'), 'burst-whole')],
  },
  {
    id: 'verify-2-redeploy',
    where: 'verify, step 2',
    says: 'After the variable is set, the service must be deployed again.',
    because: 'Without it nothing changes.',
    predicts: [
      breaks(run('flag-without-redeploy', 'not-deployed'), 'burst-whole'),
      holds(run('flag-without-redeploy', 'deployed'), 'burst-whole'),
    ],
  },
  {
    id: 'verify-3-burst',
    where: 'verify, step 3',
    says: 'Three messages sent rapidly are answered together.',
    because: 'One reply to all three.',
    predicts: [holds(burst, 'burst-whole'), replies(burst, 1)],
  },
  {
    id: 'verify-4-lines',
    where: 'verify, step 4',
    says: 'The lines "Found 3 messages" and "Processing batch" show that it works.',
    because:
      'Nothing fails afterwards: they are printed before the model is asked, and the reply is not in the log at all.',
    predicts: [
      logs(burst, 'Processing batch: 3 messages', 1),
      logs(run('processor-crash-loses-messages', 'model-fails'), 'Processing batch: 3 messages', 0),
      logs(run('reply-refused', 'for-good'), 'Processing batch: 3 messages', 0),
    ],
  },
  {
    id: 'log-1',
    where: 'log 1',
    says: 'Where the feature is not enabled, the log prints the value "false".',
    because: 'The value is "false". A missing or misspelt variable prints "undefined".',
    predicts: [
      logs(run('flag-without-redeploy', 'not-deployed'), 'env value: "false"', 3),
      logs(run('env-typo', 'misspelt'), 'env value: "false"', 3),
    ],
  },
  {
    id: 'log-2',
    where: 'log 2',
    says: 'Where the user is not in the list, the log says that batching is not enabled.',
    because: 'And the line before it says that the flag is "true".',
    predicts: [
      logs(run('user-id-mismatch', 'zero-in-front'), 'Batching enabled: false', 3),
      logs(run('user-id-mismatch', 'zero-in-front'), 'env value: "true"', 3),
    ],
  },
  {
    id: 'log-3',
    where: 'log 3',
    says: 'When the connection to Redis fails, the log says that it falls back, and it does.',
    because:
      'Redis refuses or answers. One that is silent is waited for; and the code of that state fell back to nothing.',
    predicts: [
      logs(run('redis-unreachable', 'refused'), 'falling back to normal flow', 3),
      holds(run('redis-unreachable', 'refused'), 'answered'),
      logs(run('redis-unreachable', 'hangs-10s'), 'falling back to normal flow', 3),
      holds(run('fall-back-that-is-none', 'as-the-code-had-it'), 'answered'),
    ],
  },
  {
    id: 'log-4',
    where: 'log 4',
    says: 'Without a token the log says that the message will not be processed.',
    because: 'And it is not.',
    predicts: [
      logs(run('qstash-token-missing', 'missing'), 'QSTASH_TOKEN not configured', 3),
      breaks(run('qstash-token-missing', 'missing'), 'answered'),
    ],
  },
  {
    id: 'log-5',
    where: 'log 5',
    says: 'Three "Message batched" lines and a single call of the processor: the deduplication works, all is good.',
    because: 'The one delivery succeeds, and nobody waits. The same lines stand before silence.',
    predicts: [
      logs(burst, 'Message batched with conversation ID', 3),
      holds(burst, 'answered'),
      holds(run('requeue-deduplicated', 'same-id'), 'answered'),
    ],
  },
  {
    id: 'log-6',
    where: 'log 6',
    says: 'Two "Lock acquired" lines mean that two processors are running.',
    because: 'They may be two ordinary batches, one after the other.',
    predicts: [
      logs(run('dedup-window-expiry', 'window-90s'), 'Lock acquired', 1),
      breaks(run('dedup-window-expiry', 'window-90s'), 'one-processor'),
    ],
  },
  {
    id: 'summary-1',
    where: 'summary, failure mode 1',
    says: 'Wrong environment variables switch batching off.',
    because: 'Misspelt, in capitals, for the wrong user, on the wrong deployment: three single replies, and no error.',
    predicts: [
      breaks(run('env-typo', 'misspelt'), 'burst-whole'),
      breaks(run('env-typo', 'capital-letter'), 'burst-whole'),
      breaks(run('user-id-mismatch', 'zero-in-front'), 'burst-whole'),
      breaks(run('env-not-synced', 'preview'), 'burst-whole'),
    ],
  },
  share(1, 'Wrong environment variables', 40),
  {
    id: 'summary-2',
    where: 'summary, failure mode 2',
    says: 'When the window has expired, several batches are made where there should be one.',
    because: 'As many as from the single tab. It is before its end that the window does harm.',
    predicts: [breaks(run('dedup-window-expiry', 'window-90s'), 'matches-baseline')],
  },
  share(2, 'Expired deduplication windows', 30),
  {
    id: 'summary-3',
    where: 'summary, failure mode 3',
    says: 'Time-outs and wrong credentials make the pipeline fall back to single replies.',
    because: 'Redis refuses or answers 401. It has no time-out: where Redis hangs, nothing falls back.',
    predicts: [
      replies(run('redis-unreachable', 'wrong-token'), 3),
      replies(run('redis-unreachable', 'refused'), 3),
      replies(run('redis-unreachable', 'hangs-10s'), 3),
    ],
  },
  share(3, 'Problems with the connection to Redis', 15),
  {
    id: 'summary-4',
    where: 'summary, failure mode 4',
    says: 'Processing that takes longer than the lock of 30 s ends in duplicate responses.',
    because: 'A second call comes. Without one there is one late reply.',
    predicts: [
      breaks(run('lock-expires-early', 'model-40s-delivered-again'), 'answered-once'),
      breaks(run('lock-expires-early', 'model-40s-alone'), 'answered-once'),
    ],
  },
  share(4, 'Time-outs and races of the lock', 10),
  {
    id: 'summary-5',
    where: 'summary, failure mode 5',
    says: 'An error of OpenAI, or a write to Firestore that fails, loses the messages.',
    because: 'Of the model it takes three errors in a row; the client heals one and two by itself.',
    predicts: [
      breaks(run('openai-error', 'error-500-three-times'), 'messages-kept'),
      breaks(run('firestore-write-fails', 'the-save-fails'), 'messages-kept'),
      breaks(run('openai-error', 'error-500-once'), 'messages-kept'),
    ],
  },
  share(5, 'Crashes of the batch processor', 5),
];
