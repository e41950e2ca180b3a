/**
 * An hour of simulated traffic of 100 users under faults, in Node: as one run, looked at every five minutes of it, and
 * then again with other seeds, looked at after each. What a run holds is its trace and what its services hold: so its
 * memory may grow with what is recorded, by as much for each character of it late in the hour as early; and after a run
 * nothing is left.
 */
import { judgeView } from '../../src/sim/checks/index.ts';
import { planUnder } from '../../src/sim/explore/index.ts';
import { run, type RunOptions, startRun } from '../../src/sim/index.ts';
import { foundBy, keyOf, linksOf } from '../../src/sim/model/cause/index.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import type { Verdict } from '../../src/sim/model/verdict.ts';
import { type RunView, viewRun } from '../../src/sim/model/view/index.ts';
import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { type Trend, trendOf } from './trend.ts';
import { faultsFor, trafficOf } from './traffic.ts';

const MINUTE_MS = 60_000;
/** Looked at every five minutes, or as often as it takes to tell a trend. */
const LEG_MS = 5 * MINUTE_MS;
const FEWEST_LEGS = 3;
const USERS = 100;
const MB = 2 ** 20;
/** What counts as growth: of the time that an event takes, and of the memory that a character of the trace takes. */
const MOST_SLOWER = 1.3;
const MOST_LARGER = 1.3;
/** What a run may leave behind, in megabytes: nothing but what the compiler and the libraries keep. */
const MOST_LEFT_MB = 8;

interface Leg {
  readonly untilMinute: number;
  readonly events: number;
  readonly cpuMicrosAnEvent: number;
  /** How long an event is as text. It grows with the conversations' histories, until these are at their bound. */
  readonly charactersAnEvent: number;
  /** Memory that the leg has taken, for each character of its trace. */
  readonly bytesACharacter: number;
  readonly heapMb: number;
}

export interface HourFigures {
  readonly policy: string;
  readonly users: number;
  readonly minutes: number;
  readonly messages: number;
  readonly events: number;
  readonly faultsThatTookEffect: number;
  readonly end: string;
  readonly verdicts: Readonly<Record<string, string>>;
  /** What broke them, by check and cause: how often it was found, and whether the policy's contract excepts it. */
  readonly failures: Readonly<Record<string, { readonly found: number; readonly excepted: boolean }>>;
  readonly legs: readonly Leg[];
  readonly time: Trend;
  readonly memoryACharacter: Trend;
  readonly repeats: readonly Repeat[];
  readonly grows: readonly string[];
  /** Failures that the contract does not except, in words; nothing where all is well. */
  readonly breaks: readonly string[];
}

/** The same hour with another seed, and the heap when it is over. */
interface Repeat {
  readonly seed: number;
  readonly events: number;
  readonly cpuMicrosAnEvent: number;
  readonly heapAfterMb: number;
}

const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

async function heapMb(): Promise<number> {
  const collect: unknown = Reflect.get(globalThis, 'gc');
  if (typeof collect !== 'function') throw new Error('the soak looks at the heap: run it with --expose-gc');
  // What a run has left in the queues of the host is gone after a round of its loop.
  await new Promise((resolve) => setTimeout(resolve, 10));
  Reflect.apply(collect, globalThis, []);
  return process.memoryUsage().heapUsed / MB;
}

function cpuMicros(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

function optionsOf(seed: number, policy: string, forMs: number): RunOptions {
  const overrides = { seed, policy, messages: trafficOf(seed, USERS, forMs), faults: faultsFor(forMs) };
  return optionsFor(inputsOf(findScenario('rapid-burst'), undefined, overrides));
}

/** One run in legs. The last one goes on until everything is over. */
async function inLegs(
  seed: number,
  policy: string,
  forMs: number,
): Promise<{ readonly trace: Trace; readonly legs: readonly Leg[] }> {
  const session = startRun(optionsOf(seed, policy, forMs));
  const legs: Leg[] = [];
  try {
    let [events, heap] = [0, await heapMb()];
    const legMs = Math.min(LEG_MS, forMs / FEWEST_LEGS);
    for (let untilMs = legMs; ; untilMs += legMs) {
      const cpu = process.cpuUsage();
      const end = await session.advanceTo(untilMs <= forMs ? untilMs : Number.POSITIVE_INFINITY);
      const micros = cpuMicros(cpu);
      const added = session.trace().events.slice(events);
      const made = added.length;
      const characters = added.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
      const now = await heapMb();
      // A leg in which hardly anything happens says nothing of an event.
      if (untilMs <= forMs) {
        legs.push({
          untilMinute: untilMs / MINUTE_MS,
          events: made,
          cpuMicrosAnEvent: rounded(micros / made),
          charactersAnEvent: rounded(characters / made, 0),
          bytesACharacter: rounded(((now - heap) * MB) / characters, 3),
          heapMb: rounded(now),
        });
      }
      [events, heap] = [events + made, now];
      if (end.reason !== 'stopped') return { trace: session.trace(), legs };
    }
  } finally {
    session.stop();
  }
}

/** One run in one go. Nothing of it is left when this is over. */
async function whole(seed: number, policy: string, forMs: number): Promise<Omit<Repeat, 'heapAfterMb'>> {
  const cpu = process.cpuUsage();
  const { events } = await run(optionsOf(seed, policy, forMs));
  const micros = cpuMicros(cpu);
  return { seed, events: events.length, cpuMicrosAnEvent: rounded(micros / events.length) };
}

async function again(times: number, policy: string, forMs: number): Promise<readonly Repeat[]> {
  const repeats: Repeat[] = [];
  for (let seed = 2; seed < 2 + times; seed += 1) {
    const figures = await whole(seed, policy, forMs);
    repeats.push({ ...figures, heapAfterMb: rounded(await heapMb()) });
  }
  return repeats;
}

function failuresIn(view: RunView, verdicts: readonly Verdict[], policy: string): HourFigures['failures'] {
  const links = linksOf(view);
  const { excepted } = planUnder({ policy, settings: {}, users: USERS }, 'random', 1);
  const failures: Record<string, { found: number; excepted: boolean }> = {};
  for (const verdict of verdicts) {
    if (verdict.verdict !== 'broken') continue;
    for (const { pattern } of foundBy(links, verdict)) {
      const key = keyOf({ check: verdict.check, pattern });
      const failure = (failures[key] ??= { found: 0, excepted: excepted.includes(key) });
      failure.found += 1;
    }
  }
  return failures;
}

async function looked(policy: string, forMs: number): Promise<Omit<HourFigures, 'repeats' | 'grows' | 'breaks'>> {
  const { trace, legs } = await inLegs(1, policy, forMs);
  const { end, events, inputs } = trace;
  const view = viewRun(trace);
  const verdicts = judgeView(view);
  return {
    policy,
    users: USERS,
    minutes: forMs / MINUTE_MS,
    messages: inputs.messages.length,
    events: events.length,
    faultsThatTookEffect: events.filter(({ kind }) => kind === 'fault').length,
    end: end.reason === 'bound' ? end.bound : end.reason,
    verdicts: Object.fromEntries(verdicts.map(({ check, verdict }) => [check, verdict])),
    failures: failuresIn(view, verdicts, policy),
    legs,
    time: trendOf(legs.map(({ cpuMicrosAnEvent }) => cpuMicrosAnEvent)),
    memoryACharacter: trendOf(legs.map(({ bytesACharacter }) => bytesACharacter)),
  };
}

export async function soakHour(minutes: number, times: number, policy = 'hardened'): Promise<HourFigures> {
  const forMs = minutes * MINUTE_MS;
  // Compiled first, so that the first leg is not the compiler's.
  await whole(0, policy, LEG_MS);
  const figures = await looked(policy, forMs);
  const repeats = await again(times, policy, forMs);
  const breaks = Object.entries(figures.failures).flatMap(([key, { found, excepted }]) =>
    excepted ? [] : [`${key}, ${found} times, which the contract does not except`],
  );
  return { ...figures, repeats, grows: growing(figures, repeats), breaks };
}

/** What is found to grow, in words; nothing where all is well. */
function growing(
  { time, memoryACharacter }: Pick<HourFigures, 'time' | 'memoryACharacter'>,
  repeats: readonly Repeat[],
): readonly string[] {
  const left = (repeats.at(-1)?.heapAfterMb ?? 0) - (repeats[0]?.heapAfterMb ?? 0);
  return [
    ...(time.lateOverEarly > MOST_SLOWER ? [`an event late in the run takes ${time.lateOverEarly} times as long`] : []),
    ...(memoryACharacter.lateOverEarly > MOST_LARGER
      ? [`what is recorded late in the run takes ${memoryACharacter.lateOverEarly} times as much memory`]
      : []),
    ...(left > MOST_LEFT_MB ? [`runs that are over have left ${rounded(left)} MB`] : []),
  ];
}
