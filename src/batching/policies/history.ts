/**
 * The versions of the pipeline's public history, in their order: each was the fix of the one before, shipped between 26
 * November and 10 December 2025. What a version did is put together from the switches; the list's expiry of 60 s was
 * in all of them.
 */
import type { Policy } from './policy.ts';

const LIST_TTL = { listTtlMs: 60_000 } as const;

/** Ids by time bucket, a short quiet time, re-queues under ids of their own, no lock. */
const BUCKETS = { ...LIST_TTL, quietMs: 500, requeueDelayMs: 1_000, requeueId: 'own', lockMs: 0 } as const;

/** One id a user, for the re-queue as well; still no lock. */
const STATIC_ID = { ...LIST_TTL, lockMs: 0 } as const;

export const HISTORY_POLICIES: readonly Policy[] = [
  {
    id: 'bucket-2500',
    title: 'Bucket of 2.5 s',
    sentence:
      'The first version: one deduplication id for each 2.5 s, a delay of 2.5 s (which the client rounds to 3 s), a quiet time of 0.5 s, re-queues under ids of their own, no lock.',
    commit: 'adcf5d4',
    settings: { ...BUCKETS, dedupBucketMs: 2_500, delayMs: 2_500 },
  },
  {
    id: 'bucket-5000',
    title: 'Bucket of 5 s',
    sentence: 'The same with one id for each 5 s, since a burst was still processed twice.',
    commit: '3542225',
    settings: { ...BUCKETS, dedupBucketMs: 5_000 },
  },
  {
    id: 'bucket-10000',
    title: 'Bucket of 10 s',
    sentence: 'The same with one id for each 10 s, since four messages still made several batches.',
    commit: '955b6ff',
    settings: { ...BUCKETS, dedupBucketMs: 10_000 },
  },
  {
    id: 'static-id',
    title: 'One id a user',
    sentence:
      'Buckets given up: one id for all triggers of a user, re-queues included, and a quiet time of 1.5 s; still no lock.',
    commit: '0c716a8',
    settings: STATIC_ID,
  },
  {
    id: 'typing-in-memory',
    title: 'Typing kept in memory',
    sentence:
      'The same, and a batch also waits while its user was seen typing less than 3 s ago, kept in a variable of the module; taken out again the same day.',
    commit: '7fa75da',
    settings: { ...STATIC_ID, typingMs: 3_000 },
  },
  {
    id: 'session-flag',
    title: 'A flag for the session',
    sentence:
      'The same without typing, and a flag in Redis for 30 s, read and then set, which is not taken away before a re-queue; batching was switched off altogether within hours.',
    commit: '60a5471',
    settings: { ...STATIC_ID, sessionFlagMs: 30_000 },
  },
  {
    id: 'fall-through',
    title: 'Falls through',
    sentence: 'After a publish that succeeded the normal flow runs as well, until 765a4a2 mended it.',
    commit: '765a4a2',
    settings: { ...STATIC_ID, fallThrough: true },
  },
  {
    id: 'fall-back-after-push',
    title: 'Falls back after the push',
    sentence:
      'When the publish fails after the push, the normal flow answers, and the message stays in the list as well, until d0c7622 mended it.',
    commit: 'd0c7622',
    settings: { ...STATIC_ID, publishFails: 'fall-back' },
  },
  {
    id: 'unverified-runs-anyway',
    title: 'Unverified, yet run',
    sentence:
      'A delivery whose signature does not verify is processed all the same, until c5a082b mended it; hardly told from one id a user.',
    commit: 'c5a082b',
    settings: { ...STATIC_ID, verifyQstash: true, unverified: 'run' },
  },
  {
    id: 'bucket-5000-locked',
    title: 'Bucket of 5 s, with the lock',
    sentence:
      'The documented pipeline with one id for each 5 s again, since only the first batch was ever processed; the re-queue keeps the static id.',
    commit: '1d5285a',
    settings: { ...LIST_TTL, dedupBucketMs: 5_000 },
  },
  {
    id: 'bucket-15000',
    title: 'Bucket of 15 s, with the lock',
    sentence: 'The same with one id for each 15 s, since messages across the edge of a bucket got two replies.',
    commit: '2839d31',
    settings: { ...LIST_TTL, dedupBucketMs: 15_000 },
  },
];
