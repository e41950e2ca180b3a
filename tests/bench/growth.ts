/**
 * How the cost of an event grows with the size of a run: with its messages, its users, its instances. A curve that
 * rises faster than the logarithm shows something that looks at everything there is.
 */
import { freemem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { inputsOf, findScenario, optionsFor } from '../support/app.ts';
import { DEFAULT_BOUNDS, run, type RunOptions } from '../../src/sim/index.ts';
import { judge } from '../../src/sim/checks/index.ts';
import type { TypedMessage } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { rounded, timeOf } from './measure.ts';

const BURST = [0, 250, 500];
const TEXTS = ['გამარჯობა', 'რა ქუდები გაქვთ?', 'ფოტო გაქვს?'];
const FIRST_USER = 3_000_000_000_000_000;
/** Between the bursts of one user, so that each is a conversation of its own. */
const PAUSE_MS = 100_000;
const SPREAD_MS = 40_000;
/** Further than any run that a person starts, whose trace is kept and read again. */
const BOUNDS = { ...DEFAULT_BOUNDS, maxEvents: 10_000_000 };

/** Bursts of three messages: `users` write at evenly spread moments, again and again until all messages are typed. */
function messages(count: number, users: number, spreadMs: number): readonly Required<TypedMessage>[] {
  return Array.from({ length: count }, (_, i) => {
    const burst = Math.floor(i / BURST.length);
    const user = burst % users;
    const atMs = Math.floor(burst / users) * PAUSE_MS + Math.floor((user * spreadMs) / users);
    return {
      atMs: atMs + (BURST[i % BURST.length] ?? 0),
      text: TEXTS[i % TEXTS.length] ?? '',
      user: String(FIRST_USER + user),
    };
  });
}

function optionsOf(count: number, users: number, spreadMs = SPREAD_MS): RunOptions {
  const inputs = inputsOf(findScenario('rapid-burst'), undefined, { messages: messages(count, users, spreadMs) });
  return { ...optionsFor(inputs), bounds: BOUNDS };
}

interface Point {
  readonly size: number;
  readonly events: number;
  readonly instances: number;
  readonly cpuMicrosAnEvent: number;
  /** What all checks take, an event. */
  readonly judgeMicrosAnEvent: number;
}

interface LeftOut {
  readonly size: number;
  readonly leftOut: string;
}

interface Curve {
  readonly points: readonly (Point | LeftOut)[];
  /** How many times as dear an event got as the logarithm of the size allows, from the first point on: at most 1. */
  readonly overLogarithm: number;
}

/** From so many events on a run is long enough to be measured once. */
const LONG_RUN = 100_000;
const WARM_UPS = 30;
/** What the trace of a run takes, roughly; and events a message, in these conversations. */
const BYTES_AN_EVENT = 1_300;
const EVENTS_A_MESSAGE = 60;

/** One run and what judging it takes; nothing is kept of it. */
async function once(
  options: RunOptions,
): Promise<Omit<Point, 'size' | `${string}AnEvent`> & { readonly runMs: number; readonly judgeMs: number }> {
  let trace: Trace | undefined;
  const { cpuMs: runMs } = await timeOf(async () => {
    trace = await run(options);
  }, 1);
  const { events = [], nodes = [] } = trace ?? {};
  const { cpuMs: judgeMs } = await timeOf(async () => {
    if (trace !== undefined) judge(trace);
  }, 1);
  return { runMs, judgeMs, events: events.length, instances: nodes.filter(({ role }) => role === 'instance').length };
}

/** The least of a few runs: what is more is the machine's. A long one is made once. */
async function point(size: number, options: RunOptions): Promise<Point> {
  const { runMs, judgeMs, events, instances } = await once(options);
  let least = runMs;
  if (events < LONG_RUN) {
    const repeats = Math.max(1, Math.min(20, Math.floor(20_000 / events)));
    for (let i = 0; i < 3; i += 1) least = Math.min(least, (await timeOf(() => run(options), repeats)).cpuMs);
  }
  const found = {
    size,
    events,
    instances,
    cpuMicrosAnEvent: rounded((1_000 * least) / events, 2),
    judgeMicrosAnEvent: rounded((1_000 * judgeMs) / events, 2),
  };
  // The largest take minutes: whoever waits sees them come.
  console.error(JSON.stringify(found));
  return found;
}

/** A point, where the machine has the memory that the run takes. */
async function pointIfRoom(size: number, count: number, options: () => RunOptions): Promise<Point | LeftOut> {
  const neededGb = (count * EVENTS_A_MESSAGE * BYTES_AN_EVENT) / 2 ** 30;
  const freeGb = Math.min(freemem(), getHeapStatistics().heap_size_limit) / 2 ** 30;
  if (neededGb < freeGb) return point(size, options());
  return { size, leftOut: `takes ${rounded(neededGb, 1)} GB of memory, found ${rounded(freeGb, 1)}` };
}

const logarithm = (size: number): number => 1 + Math.log2(size);

function curveOf(points: readonly (Point | LeftOut)[]): Curve {
  const [first, ...later] = points.filter((each): each is Point => 'events' in each);
  const over = later.map(
    ({ size, cpuMicrosAnEvent }) =>
      cpuMicrosAnEvent / (first?.cpuMicrosAnEvent ?? 0) / (logarithm(size) / logarithm(first?.size ?? 1)),
  );
  return { points, overLogarithm: rounded(Math.max(...over), 2) };
}

export async function growth(most: number): Promise<Readonly<Record<string, Curve>>> {
  // Else the first points were the compiler's.
  for (let i = 0; i < WARM_UPS; i += 1) await run(optionsOf(100, 10));
  const byMessages: (Point | LeftOut)[] = [];
  for (let count = 10; count <= most; count *= 10)
    byMessages.push(await pointIfRoom(count, count, () => optionsOf(count, Math.ceil(count / 10))));
  const byUsers: Point[] = [];
  for (const users of [1, 10, 100, 1_000])
    byUsers.push(await point(users, optionsOf(Math.max(300, BURST.length * users), users)));
  const byInstances: Point[] = [];
  // All at one moment: as many requests are handled at once.
  for (const users of [1, 10, 100, 1_000]) byInstances.push(await point(users, optionsOf(3 * users, users, 0)));
  return { byMessages: curveOf(byMessages), byUsers: curveOf(byUsers), usersAtOneMoment: curveOf(byInstances) };
}

/** What a run of so many messages leaves in memory while its trace is held; its bound is a million events. */
export async function memory(count: number): Promise<Readonly<Record<string, unknown>>> {
  const collect: unknown = Reflect.get(globalThis, 'gc');
  if (typeof collect !== 'function') return { refused: 'run with --expose-gc' };
  const heapMb = async (): Promise<number> => {
    // What a run has left in the queues of the host is gone after a round of its loop.
    await new Promise((resolve) => setTimeout(resolve, 10));
    Reflect.apply(collect, globalThis, []);
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  // More than a million events are wanted: it ends at the bound that every run has.
  const { app, baseline, inputs } = optionsOf(count, Math.ceil(count / 30));
  const options = { app, baseline, inputs: { ...inputs, bounds: DEFAULT_BOUNDS } };
  const before = await heapMb();
  const { cpuMs, wallMs } = await timeOf(async () => {
    const trace = await run(options);
    held = trace.events;
  }, 1);
  const peakMb = process.resourceUsage().maxRSS / 2 ** 10;
  const withTrace = (await heapMb()) - before;
  const events = held.length;
  held = [];
  return {
    events,
    seconds: rounded(wallMs / 1_000, 1),
    cpuMicrosAnEvent: rounded((1_000 * cpuMs) / events, 2),
    traceMb: rounded(withTrace, 0),
    bytesAnEvent: rounded((withTrace * 2 ** 20) / events, 0),
    peakRssMb: rounded(peakMb, 0),
    leftAfterwardsMb: rounded((await heapMb()) - before, 0),
  };
}

let held: readonly unknown[] = [];
