/** The policy that must survive. For functions with a maximum duration of 60 s or more. */
import type { Policy } from './policy.ts';

const TWO_DAYS_MS = 172_800_000;

export const HARDENED: Policy = {
  id: 'hardened',
  title: 'Hardened',
  sentence:
    'Ours: every 2xx is given only when nothing is left to do or another publish was accepted. No message is lost and none answered twice, but for a reply whose Send was unclear, which may be repeated in the same words.',
  settings: {
    custody: true,
    triggerId: 'generation',
    requeueId: 'own',
    publishRetries: 3,
    requeueRetries: 3,
    longestWaitMs: 10_000,
    ageBy: 'server',
    batchOrder: 'typed',
    seenForMs: TWO_DAYS_MS,
    acknowledge: 'accepted',
    historyWrite: 'transaction',
    verifyWebhook: true,
    verifyQstash: true,
    signatureToleranceS: 60,
  },
  parts: {
    inflightRecord: false,
    leaseMs: 30_000,
    whenBusy: 'skip',
    handOver: false,
    republishKnown: false,
    wakeOverdue: false,
    lookAtClock: false,
    keepText: false,
    sentMark: false,
    historyAt: 'after-done',
    historyOnce: false,
    releaseOnError: false,
    failureAnswer: '200',
    redisTimeoutMs: 3_600_000,
    maxDurationMs: 3_600_000,
  },
};
