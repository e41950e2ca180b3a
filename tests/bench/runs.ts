/**
 * One burst three ways, in one process and in turns: by the simulator, by a test as a user would write it by hand, and
 * the floor. What counts are the ratios of neighbours; single times depend on the machine and on who else uses it.
 */
import { run, type RunOptions } from '../../src/sim/index.ts';
import { playByHand } from './by-hand.ts';
import { converse } from './conversation.ts';
import { makeFloor, scriptOf } from './floor.ts';
import { rounded, spread, type Time, timeOf } from './measure.ts';

const ROUNDS = 15;
const RUNS_A_ROUND = 40;
/** The compiler is done with them after some two thousand runs. */
const WARM_UP_ROUNDS = 50;

/** Of the processor's time: the clock on the wall also counts what others do. */
function perSecond(times: readonly Time[], count = 1): number {
  return rounded((1_000 * count) / spread(times.map(({ cpuMs }) => cpuMs)).median, 0);
}

/** The first over the second, pair by pair. */
function ratios(a: readonly Time[], b: readonly Time[], of: (time: Time) => number): ReturnType<typeof spread> {
  return spread(a.flatMap((time, i) => (b[i] === undefined ? [] : [of(time) / of(b[i])])));
}

function mean(times: readonly Time[]): Time {
  const of = (key: keyof Time): number => times.reduce((sum, time) => sum + time[key], 0) / times.length;
  return { cpuMs: of('cpuMs'), wallMs: of('wallMs') };
}

const nothing = (): Promise<void> => Promise.resolve();

/**
 * The time that one call of each takes, by turns: each finds the processor's caches as the other has left them. The turn of
 * the loop that ends each is taken off again: only what it collects counts.
 */
async function byTurns(a: () => Promise<unknown>, b: () => Promise<unknown>): Promise<readonly [Time, Time]> {
  const [ofA, ofB, ofNothing]: [Time[], Time[], Time[]] = [[], [], []];
  for (let i = 0; i < RUNS_A_ROUND; i += 1) {
    ofA.push(await timeOf(a, 1));
    ofB.push(await timeOf(b, 1));
    ofNothing.push(await timeOf(nothing, 1));
  }
  const turn = mean(ofNothing);
  return [less(mean(ofA), turn), less(mean(ofB), turn)];
}

function less(time: Time, by: Time): Time {
  return { cpuMs: time.cpuMs - by.cpuMs, wallMs: time.wallMs - by.wallMs };
}

/** Forty of one and then some of the other, again and again; what comes before everything is compiled is not counted. */
async function inBlocks(
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
  runsOfB = RUNS_A_ROUND,
): Promise<readonly [Time[], Time[]]> {
  const ofA: Time[] = [];
  const ofB: Time[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const [timeA, timeB] = [await timeOf(a, RUNS_A_ROUND), await timeOf(b, runsOfB)];
    if (round < WARM_UP_ROUNDS) continue;
    ofA.push(timeA);
    ofB.push(timeB);
  }
  return [ofA, ofB];
}

/** `runsByHand`: in a round. In a browser each takes long, since its steps wait for timers, and a few must do. */
export async function compareRuns(
  options: RunOptions,
  runsByHand = RUNS_A_ROUND,
): Promise<Readonly<Record<string, unknown>>> {
  const trace = await run(options);
  const script = scriptOf(trace);
  const { app, baseline, inputs } = options;
  const simulate = (): Promise<unknown> => run(options);
  const floor = makeFloor(script, app, baseline);
  const wanted = trace.events.filter(({ kind }) => kind === 'reply').length;
  const byHand = (): Promise<number> => playByHand(inputs, app, baseline, wanted);
  const got = await byHand();
  if (got !== wanted) throw new Error(`by hand ${got} replies came, simulated ${wanted}`);

  const blocks = await inBlocks(simulate, floor);
  const turns = { a: [] as Time[], c: [] as Time[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const [a, c] = await byTurns(simulate, floor);
    turns.a.push(a);
    turns.c.push(c);
  }
  const conversation = await converse();
  // Last: by hand goes through the host's classes, after which what is compiled of the clients serves two kinds of each.
  const hand = await inBlocks(simulate, byHand, runsByHand);
  const [a, c] = blocks;
  const [besides, b] = hand;
  const cpu = ({ cpuMs }: Time): number => cpuMs;
  const wall = ({ wallMs }: Time): number => wallMs;
  const runMs = spread(a.map(cpu)).median;
  return {
    scenario: inputs.scenario,
    rounds: ROUNDS,
    events: trace.events.length,
    calls: trace.events.filter(({ kind }) => kind === 'request').length,
    cpuMs: { simulator: spread(a.map(cpu)), byHand: spread(b.map(cpu)), floor: spread(c.map(cpu)) },
    wallMs: { simulator: spread(a.map(wall)), byHand: spread(b.map(wall)), floor: spread(c.map(wall)) },
    runsPerSecond: { simulator: perSecond(a), byHand: perSecond(b), floor: perSecond(c) },
    eventsPerSecond: perSecond(a, trace.events.length),
    simulatedOverReal: rounded(trace.end.atMs / runMs, 0),
    conversation,
    /** How many runs the simulator makes for one by hand. */
    runsOverByHand: ratios(b, besides, cpu),
    runsOverByHandOnTheWall: ratios(b, besides, wall),
    /** The simulator's cost over the floor's. */
    costOverFloor: ratios(a, c, cpu),
    /** The same where one run of each is taken by turns, not forty of one and then forty of the other. */
    costOverFloorByTurns: ratios(turns.a, turns.c, cpu),
    costOverFloorByTurnsOnTheWall: ratios(turns.a, turns.c, wall),
  };
}
