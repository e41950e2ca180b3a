/**
 * What the conditions of a run explain of the time that an answer takes: how much longer its path may be than in a calm
 * run, worked out from the constants alone. It counts what services and network take. What a pipeline waits by its own
 * choice (a delay, a quiet time, the end of a lock or a lease) is none of it: that has to fit into what calm runs have.
 */
import type { Trace } from '../model/trace.ts';

/** What the scenarios were worked out on; what is no slower is calm. */
const CALM_WAY_MS = 50;
const CALM_MODEL_MS = 1_500;

/** How often each thing that can be slow lies on a path, one after the other, at most. */
interface Path {
  readonly legs: number;
  readonly modelCalls: number;
  readonly firestoreCalls: number;
  readonly coldStarts: number;
  readonly deliveries: number;
  readonly webhooks: number;
}

/**
 * From the last message of a batch to its reply, where an earlier batch has just been taken: that one is answered and
 * saved to its end (a question to the model, three calls of Firestore), hands over, is put off once, and then the history
 * is loaded, the model asked, the reply sent. Of all that explored runs without faults showed of `documented`,
 * `recommended` and `hardened`, with every step that a switch adds, the longest path had 37 legs, two questions, four calls
 * of Firestore and three deliveries; chosen: 40 legs. The webhook and each delivery may meet a new instance.
 */
const ANSWER: Path = { legs: 40, modelCalls: 2, firestoreCalls: 4, coldStarts: 4, deliveries: 3, webhooks: 1 };

/** Of that what one call of a function does, from its start to its answer. Platforms count the time from the start on. */
const ATTEMPT: Path = { legs: 24, modelCalls: 1, firestoreCalls: 3, coldStarts: 0, deliveries: 0, webhooks: 0 };

/** More slow legs than that lie on one path in a million. */
const HARDLY_EVER = 1e-6;
/** Where floating point has nothing left to say: all of them are slow. */
const LEAST_CHANCE = 1e-280;

/** What takes longer than in a calm run, and by how much at most. */
export interface Slowness {
  readonly what: string;
  readonly ms: number;
}

type Constants = Trace['constants'];

/** Of the path of an answer; nothing where the run is calm. */
export function slownessOf(constants: Constants): readonly Slowness[] {
  return slownessOn(ANSWER, constants);
}

/** How long one call of a function may be at work under these conditions, by no doing of its own. */
export function longestWorkMs(constants: Constants): number {
  const calmMs = ATTEMPT.legs * CALM_WAY_MS + ATTEMPT.modelCalls * CALM_MODEL_MS;
  return calmMs + totalMs(slownessOn(ATTEMPT, constants));
}

/** How long whoever calls a service has to wait at most where nothing is slow, and under these conditions. */
export function longestCallMs(constants: Constants, to: string): { readonly calmMs: number; readonly ms: number } {
  const isModel = to === 'openai';
  const calmMs = 2 * CALM_WAY_MS + (isModel ? CALM_MODEL_MS : 0);
  const { oneWayMs, slowMs } = waysOf(constants);
  const worksMs = isModel
    ? Math.max(CALM_MODEL_MS, numberIn(constants, 'openai.latencyMs'))
    : to === 'firestore'
      ? numberIn(constants, 'firestore.latencyMs')
      : 0;
  return { calmMs, ms: 2 * Math.max(oneWayMs, slowMs) + worksMs };
}

export function totalMs(slowness: readonly Slowness[]): number {
  return slowness.reduce((sum, { ms }) => sum + ms, 0);
}

function slownessOn(path: Path, constants: Constants): readonly Slowness[] {
  const beyond = (name: string, calmMs = 0): number => Math.max(0, numberIn(constants, name) - calmMs);
  const all: readonly Slowness[] = [
    { what: 'the network', ms: networkMs(path.legs, constants) },
    { what: 'the model', ms: path.modelCalls * beyond('openai.latencyMs', CALM_MODEL_MS) },
    { what: 'Firestore', ms: path.firestoreCalls * beyond('firestore.latencyMs') },
    { what: 'cold starts', ms: path.coldStarts * beyond('platform.coldStartMs') },
    // It leaves later than asked whenever it delivers.
    { what: 'QStash', ms: path.deliveries * beyond('qstash.lateMs') },
    // A message waits with Messenger for others that go along in one webhook.
    { what: 'Messenger', ms: path.webhooks * beyond('messenger.togetherMs') },
  ];
  return all.filter(({ ms }) => ms > 0);
}

/** As many of the slow legs as hardly ever lie on one path, each as slow as can be; the others at their pace. */
function networkMs(legs: number, constants: Constants): number {
  const { oneWayMs, share, slowMs } = waysOf(constants);
  const others = Math.max(0, oneWayMs - CALM_WAY_MS);
  const slow = Math.max(others, slowMs - CALM_WAY_MS);
  const slowLegs = mostOf(legs, share);
  return slowLegs * slow + (legs - slowLegs) * others;
}

function waysOf(constants: Constants) {
  const share = numberIn(constants, 'network.tailShare');
  return {
    oneWayMs: numberIn(constants, 'network.oneWayMs'),
    share,
    slowMs: share > 0 ? numberIn(constants, 'network.tailMaxMs') : 0,
  };
}

/** Of `n` draws, each of which hits with this chance, more hit once in a million times (the binomial distribution). */
function mostOf(n: number, chance: number): number {
  let of = 1;
  for (let i = 0; i < n; i += 1) of *= 1 - chance;
  if (of < LEAST_CHANCE) return n;
  let upTo = of;
  let k = 0;
  while (k < n && upTo < 1 - HARDLY_EVER) {
    of *= ((n - k) / (k + 1)) * (chance / (1 - chance));
    upTo += of;
    k += 1;
  }
  return k;
}

function numberIn(constants: Constants, name: string): number {
  const value = constants[name];
  return typeof value === 'number' ? value : 0;
}
