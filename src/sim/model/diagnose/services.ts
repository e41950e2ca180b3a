/** A service is not reached, or refuses: logs 3 and 4 of the reference document, and the lines that follow them. */
import { numbers, type Situation } from './finding.ts';

export const redisFailed: Situation = (log) => {
  const fell = log.of('fallback');
  if (fell.length === 0) return undefined;
  const publish = log.of('publish-failed');
  const push = log.of('push-failed');
  if (publish.length > 0 && push.length === 0) {
    return {
      id: 'publish-failed',
      title: 'The publish failed after the push',
      kind: 'broken',
      reference: 'log 3, and the line after it',
      lines: numbers(fell, publish),
      means:
        'Redis took the message; QStash did not take the request for a delivery. “Falling back” is printed, and what falls back is nothing: the message waits in the list without a trigger.',
      todo: 'Look at QStash’s status, token and quota. A message that arrives later, with a publish that is accepted, takes this one along.',
      cannotTell: '',
      scenario: 'qstash-token-missing',
    };
  }
  return {
    id: 'redis-failed',
    title: 'The connection to Redis failed',
    kind: 'broken',
    reference: 'log 3',
    lines: numbers(fell, push),
    means:
      'The message could not be pushed, and the normal flow answers it by itself: one reply a message. An address that refuses costs the client’s own retries first, about 4.3 s; a wrong token fails at once.',
    todo: 'Check UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN of this deployment, then Redis itself.',
    cannotTell:
      push.length > 0
        ? ''
        : 'Whether it was Redis or the publish after it: both print this line. An error that follows it would tell.',
    scenario: 'redis-unreachable',
  };
};

export const noToken: Situation = (log) => {
  const lines = log.of('no-qstash-token');
  if (lines.length === 0) return undefined;
  return {
    id: 'no-qstash-token',
    title: 'There is no token for QStash',
    kind: 'broken',
    reference: 'log 4',
    lines: numbers(lines),
    means:
      'The message is in Redis, and nothing will come for it. Setting the token later does not bring it back by itself: the next message with a trigger takes it along.',
    todo: 'Set QSTASH_TOKEN for this environment and deploy anew; then let a message be sent.',
    cannotTell: '',
    scenario: 'qstash-token-missing',
  };
};

export const batchFailed: Situation = (log) => {
  const lines = log.of('batch-error');
  if (lines.length === 0) return undefined;
  return {
    id: 'batch-failed',
    title: 'A batch failed, and its messages were deleted',
    kind: 'broken',
    reference: 'issue 5',
    lines: numbers(lines),
    means:
      'The processor caught an error and cleared the list: what it had read is neither answered nor in the history, unless the error came after the reply.',
    todo: 'Keep the list on an error, answer 500 and let QStash try again; make the reply and the history idempotent before you do.',
    cannotTell: 'Whether the reply had gone out before the error: look for the answer in the chat.',
    scenario: 'processor-crash-loses-messages',
  };
};

export const replyRefused: Situation = (log) => {
  const lines = [...log.of('reply-refused'), ...log.of('reply-failed')];
  if (lines.length === 0) return undefined;
  return {
    id: 'reply-refused',
    title: 'The reply did not reach the user',
    kind: 'broken',
    reference: '',
    lines: numbers(lines),
    means:
      'The Send API refused the reply or was not reached; the logic goes on as if the user had been answered, and the history says so.',
    todo: 'Look at the error’s code: 190 is the token, 10 / 2018278 the 24 h window, 613 the rate.',
    cannotTell: '',
    scenario: 'reply-refused',
  };
};
