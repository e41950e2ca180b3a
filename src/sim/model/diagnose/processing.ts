/** What became of a batch: one call or two, a wait, a lock that was met. Logs 5 and 6, and the code of issues 2 and 3. */
import { type LogFacts, numbers, type Situation } from './finding.ts';
import type { ReadLine } from './read-log.ts';

const LOCK_MS = 30_000;

function wasProcessed(log: LogFacts, line: ReadLine): boolean {
  return log.after(line, 'processing') !== undefined;
}

export const deduplicationWorks: Situation = (log) => {
  const batched = log.of('batched');
  const locks = log.of('lock-acquired');
  if (batched.length < 2 || locks.length !== 1 || log.of('processing').length !== 1) return undefined;
  if (log.of('waiting').length > 0 || log.of('batch-error').length > 0) return undefined;
  return {
    id: 'one-call',
    title: 'Deduplication works: one call for all messages',
    kind: 'good',
    reference: 'log 5',
    lines: numbers(batched, locks, log.of('processing')),
    means: `${batched.length} messages were stored, and one processor took them.`,
    todo: 'Nothing. The proof that the user was answered is the chat: the log ends before the reply.',
    cannotTell: 'Whether the reply was sent: the logic prints nothing when it goes well.',
    scenario: 'rapid-burst',
  };
};

export const waitNobodyEnds: Situation = (log) => {
  const waits = log.of('waiting').filter((line) => log.after(line, 'found', 'processing') === undefined);
  if (waits.length === 0) return undefined;
  return {
    id: 'wait-nobody-ends',
    title: 'A processor waits for more, and nothing comes back',
    kind: 'broken',
    reference: 'issue 3',
    lines: numbers(waits),
    means:
      'The batch was put off, and no later call found it. The re-queue has the deduplication id of the first request, which is still taken: QStash accepts it and drops it.',
    todo: 'Publish the re-queue under an id of its own; look at “deduplicated” in the publish’s answer.',
    cannotTell: 'Whether the log simply ends too early: a call that comes would come within some seconds.',
    scenario: 'requeue-deduplicated',
  };
};

export const waitingAgainAndAgain: Situation = (log) => {
  const waits = log.of('waiting');
  if (waits.length < 3) return undefined;
  return {
    id: 'waits-again-and-again',
    title: 'The batch is put off again and again',
    kind: 'broken',
    reference: 'issue 3, problem 1',
    lines: numbers(waits),
    means: `${waits.length} times the last message was younger than 1.5 s. While the user types on, the re-queues go on, if they arrive at all.`,
    todo: 'Bound the wait: after some seconds answer what is there. Compare the clocks of your instances, too: a clock that is behind makes every message look young.',
    cannotTell:
      'Whether the user typed on or a clock is behind: times of the messages beside those of the log would tell.',
    scenario: 'endless-requeue',
  };
};

export const metTheLock: Situation = (log) => {
  const lines = log.of('already-running');
  if (lines.length === 0) return undefined;
  return {
    id: 'met-the-lock',
    title: 'A trigger met the lock and is spent',
    kind: 'unclear',
    reference: 'issue 2',
    lines: numbers(lines),
    means:
      'A call found the lock taken and was answered 200, so QStash will not send it again. If the processor that holds the lock dies, or has read before the last message came, nobody looks again.',
    todo: 'Let such a call publish another one for when the lock ends.',
    cannotTell: 'Whether it was a second copy of the same call (harmless) or the only one for newer messages.',
    scenario: 'qstash-delivers-twice',
  };
};

/** An id of a lock begins with its processor's clock; the reference document shows short numbers instead. */
function clockOfLock({ clockMs, known }: ReadLine): number | null {
  const leading = /^(\d{13})_/.exec(known?.values['id'] ?? '')?.[1];
  return clockMs ?? (leading === undefined ? null : Number(leading));
}

export const severalLocks: Situation = (log) => {
  const locks = log.of('lock-acquired');
  if (locks.length < 2) return undefined;
  const processed = locks.filter((line) => wasProcessed(log, line));
  const times = locks.map(clockOfLock);
  const gaps = times.slice(1).flatMap((ms, i) => {
    const before = times[i];
    return ms === null || before === null || before === undefined ? [] : [ms - before];
  });
  const lapsed = gaps.filter((gap) => gap >= LOCK_MS);
  const common = {
    reference: 'log 6',
    lines: numbers(locks),
    todo: 'Make the lock longer than the slowest answer, release it only by its owner, and compare the replies in the chat.',
  };
  if (lapsed.length > 0 && log.of('processing').length > 1) {
    return {
      ...common,
      id: 'two-processors',
      title: 'Two processors: the second lock came after the first could have lapsed',
      kind: 'broken',
      means:
        'More than 30 s lie between two “Lock acquired” lines, and both processors went on to answer: the lock of the first may have lapsed while it was at work.',
      cannotTell:
        'Whether the first was still at work: it prints nothing when it ends. Two replies with the same content in the chat would tell.',
      scenario: 'lock-expires-early',
    };
  }
  return {
    ...common,
    id: 'several-locks',
    title: 'Several “Lock acquired” lines',
    kind: 'unclear',
    means: `The document takes this for two processors at once. It is no rule: two batches, one after the other, print the same lines${processed.length < locks.length ? ', and so does a call that finds the list empty' : ''}.`,
    cannotTell:
      gaps.length === 0
        ? 'Which of the two it is: the lines have no times. With times, a second lock within the first one’s work, or 30 s after it, would tell.'
        : 'Whether they are of one user: the line names none.',
    scenario: 'lock-expires-early',
  };
};

export const storedAndNotFetched: Situation = (log) => {
  const last = log.of('batched').at(-1);
  if (last === undefined) return undefined;
  if (log.after(last, 'found', 'lock-acquired', 'no-messages', 'already-running') !== undefined) return undefined;
  return {
    id: 'stored-not-fetched',
    title: 'Messages were stored, and no processor came',
    kind: 'broken',
    reference: 'log 5',
    lines: [last.number],
    means:
      'The line “Message batched” is the same whether the request for a delivery was kept or dropped as a duplicate. Within 90 s of the first request (10 minutes by the vendor’s own words) a later one is dropped.',
    todo: 'Look at “deduplicated” in the publish’s answer; look into QStash’s log for a delivery and for dead letters.',
    cannotTell:
      'Whether the log ends before the delivery, which comes 3 s after the publish; whether the delivery failed; or whether the request was dropped.',
    scenario: 'second-burst-stranded',
  };
};

export const emptyList: Situation = (log) => {
  const lines = log.of('no-messages');
  if (lines.length === 0) return undefined;
  return {
    id: 'empty-list',
    title: 'A processor found nothing',
    kind: 'unclear',
    reference: '',
    lines: numbers(lines),
    means:
      'The list was empty: another processor had answered and cleared it, or it expired, or the read was served by a replica that was behind.',
    todo: 'Compare with the lines before: was there a “Processing batch” for these messages?',
    cannotTell: 'Which of the three it was.',
    scenario: 'qstash-delivers-twice',
  };
};
