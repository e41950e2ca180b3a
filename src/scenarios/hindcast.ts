/**
 * What the pipeline's public history reports of each of its versions, as findings that exploration has to make by
 * itself: which check breaks, by which pattern of cause, and whether a fault is needed for it. Ids are short commit ids
 * of that pipeline's public repository; the year is 2025.
 */
import type { HistoryFinding, HistoryVersion } from '../sim/model/history.ts';

const TWO_TRIGGERS: HistoryFinding = {
  finding:
    'a burst across the edge of a bucket: two triggers under two ids, both read before either clears, two replies',
  reported: true,
  checks: ['answered-once', 'one-processor'],
  patterns: ['two-ids', 'requeue-beside-trigger'],
  faultless: true,
};

const SPENT_TRIGGER: HistoryFinding = {
  finding: 'a follow-up is dropped as a duplicate of a trigger that was already delivered, and nobody answers it',
  reported: true,
  checks: ['answered'],
  patterns: ['follow-up-dropped'],
  faultless: true,
};

const DROPPED_REQUEUE: HistoryFinding = {
  finding: 'the re-queue is dropped as a duplicate of the trigger that it follows, and nobody answers the batch',
  reported: true,
  checks: ['answered'],
  patterns: ['requeue-dropped'],
  faultless: true,
};

const DELETED_UNREAD: HistoryFinding = {
  finding: 'a message that comes between the read and the clear is deleted unread',
  reported: false,
  checks: ['messages-kept', 'answered'],
  patterns: ['deleted-unread'],
  faultless: true,
};

const OUT_OF_ORDER: HistoryFinding = {
  finding: 'webhooks overtake each other, and the batch is not in the order typed',
  reported: false,
  checks: ['order-kept'],
  patterns: ['pushed-out-of-order'],
  faultless: true,
};

/** In the order in which the history tells them; of the undated ones it says only what came after. */
export const hindcastVersions: readonly HistoryVersion[] = [
  {
    policy: 'bucket-2500',
    commit: 'adcf5d4',
    date: '26 Nov',
    next: 'duplicate processing, several processors for one burst (3542225)',
    findings: [TWO_TRIGGERS, DELETED_UNREAD, OUT_OF_ORDER],
  },
  {
    policy: 'bucket-5000',
    commit: '3542225',
    date: '27 Nov',
    next: 'four or more messages still make several batch jobs (955b6ff, 0c716a8)',
    findings: [TWO_TRIGGERS, DELETED_UNREAD, OUT_OF_ORDER],
  },
  {
    policy: 'bucket-10000',
    commit: '955b6ff',
    date: '27 Nov',
    next: 'given up for one id a user (0c716a8)',
    findings: [TWO_TRIGGERS, { ...SPENT_TRIGGER, reported: false }, DELETED_UNREAD, OUT_OF_ORDER],
  },
  {
    policy: 'static-id',
    commit: '0c716a8',
    date: '27 Nov',
    next: 'the first batch is processed, and all that follow are ignored as duplicates (1d5285a)',
    findings: [SPENT_TRIGGER, DROPPED_REQUEUE, DELETED_UNREAD, OUT_OF_ORDER],
  },
  {
    policy: 'typing-in-memory',
    commit: '7fa75da',
    date: '27 Nov',
    next: 'taken out again the same day (daee298)',
    findings: [SPENT_TRIGGER, DROPPED_REQUEUE, DELETED_UNREAD, OUT_OF_ORDER],
  },
  {
    policy: 'session-flag',
    commit: '60a5471',
    date: '27 Nov',
    next: 'batching switched off altogether within hours (17d83fe, f7252a0)',
    findings: [SPENT_TRIGGER, DROPPED_REQUEUE, DELETED_UNREAD, OUT_OF_ORDER],
  },
  {
    policy: 'session-flag',
    commit: '60a5471',
    date: '27 Nov',
    next: 'batching switched off altogether within hours (17d83fe, f7252a0)',
    // The same version again: whether its re-queues arrived, the history leaves open.
    settings: { requeueId: 'own' },
    findings: [
      {
        finding: 'with re-queues that arrive, the re-queued processor meets its own flag and skips',
        reported: false,
        checks: ['answered', 'no-silent-drop'],
        patterns: ['met-the-lock'],
        faultless: true,
      },
    ],
  },
  {
    policy: 'fall-through',
    commit: 'before 765a4a2',
    date: null,
    next: 'every message answered twice',
    findings: [
      {
        finding: 'the normal flow answers what the batch answers as well',
        reported: true,
        checks: ['answered-once'],
        patterns: ['normal-flow-too'],
        faultless: true,
      },
    ],
  },
  {
    policy: 'fall-back-after-push',
    commit: 'before d0c7622',
    date: null,
    next: 'answered twice',
    findings: [
      {
        finding: 'the publish fails after the push, the normal flow answers, and the next batch answers again',
        reported: true,
        checks: ['answered-once'],
        patterns: ['fell-back-after-push'],
        faultless: false,
      },
    ],
  },
  {
    policy: 'unverified-runs-anyway',
    commit: 'before c5a082b',
    date: null,
    next: 'two processors race for the same list',
    findings: [
      {
        finding: 'a delivery that was refused for its signature is processed all the same',
        reported: true,
        checks: ['refused-not-processed'],
        patterns: ['refused-had-effect'],
        faultless: false,
      },
      {
        finding: 'QStash delivers twice, and two processors work on the same list',
        reported: true,
        checks: ['one-processor', 'answered-once'],
        patterns: ['delivered-twice'],
        faultless: false,
      },
    ],
  },
  {
    policy: 'documented',
    commit: 'eec87a5 … f7fb696',
    date: '27-28 Nov',
    next: 'the first batch only (1d5285a)',
    findings: [SPENT_TRIGGER, DROPPED_REQUEUE, DELETED_UNREAD, OUT_OF_ORDER],
  },
  {
    policy: 'bucket-5000-locked',
    commit: '1d5285a',
    date: '28 Nov',
    next: 'messages across the edge got two calls, both read before either cleared (2839d31, on a path without the lock)',
    findings: [
      {
        finding:
          'a message of the next bucket is deleted unread by the processor that holds the lock, and its own trigger meets the lock or an empty list',
        reported: true,
        checks: ['answered', 'messages-kept'],
        patterns: ['deleted-unread', 'met-the-lock'],
        faultless: true,
      },
      { ...DROPPED_REQUEUE, reported: false },
      OUT_OF_ORDER,
    ],
  },
  {
    policy: 'bucket-15000',
    commit: '2839d31',
    date: '10 Dec',
    next: 'a follow-up within 15 s was swallowed: the user’s short answer stayed without a reply (bbd7772)',
    findings: [SPENT_TRIGGER, { ...DROPPED_REQUEUE, reported: false }, DELETED_UNREAD, OUT_OF_ORDER],
  },
];
