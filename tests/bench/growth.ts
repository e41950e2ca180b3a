/**
 * How the cost of an event grows with the size of a run: with its messages, its users, its instances. A curve that
 * rises faster than the logarithm shows something that looks at everything there is.
 */
import { inputsOf, findScenario, optionsFor } from '../support/app.ts';
import { run, type RunOptions } from '../../src/sim/index.ts';
import type { TypedMessage } from '../../src/sim/model/scenario.ts';
import { rounded, timeOf } from './measure.ts';

const BURST = [0, 250, 500];
const TEXTS = ['გამარჯობა', 'რა ქუდები გაქვთ?', 'ფოტო გაქვს?'];
const FIRST_USER = 3_000_000_000_000_000;
/** Between the bursts of one user, so that each is a conversation of its own. */
const PAUSE_MS = 100_000;
const SPREAD_MS = 40_000;

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
  return optionsFor(inputsOf(findScenario('rapid-burst'), undefined, { messages: messages(count, users, spreadMs) }));
}

interface Point {
  readonly size: number;
  readonly events: number;
  readonly instances: number;
  readonly cpuMicrosAnEvent: number;
}

/** The least of a few runs: what is more is the machine's. */
async function point(size: number, options: RunOptions): Promise<Point> {
  const first = await run(options);
  const events = first.events.length;
  const instances = first.nodes.filter(({ role }) => role === 'instance').length;
  const repeats = Math.max(1, Math.min(20, Math.floor(20_000 / events)));
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 2; i += 1) least = Math.min(least, (await timeOf(() => run(options), repeats)).cpuMs);
  return { size, events, instances, cpuMicrosAnEvent: rounded((1_000 * least) / events, 2) };
}

export async function growth(most: number): Promise<Readonly<Record<string, readonly Point[]>>> {
  const byMessages: Point[] = [];
  for (let count = 10; count <= most; count *= 10)
    byMessages.push(await point(count, optionsOf(count, Math.ceil(count / 10))));
  const byUsers: Point[] = [];
  for (const users of [1, 10, 100, 1_000])
    byUsers.push(await point(users, optionsOf(Math.max(300, BURST.length * users), users)));
  const byInstances: Point[] = [];
  // All at one moment: as many requests are handled at once.
  for (const users of [1, 10, 100]) byInstances.push(await point(users, optionsOf(3 * users, users, 0)));
  return { byMessages, byUsers, byInstances };
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
  const options = optionsOf(count, Math.ceil(count / 30));
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
