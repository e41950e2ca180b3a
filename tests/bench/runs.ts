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
/** By hand a run takes so much longer that fewer must do. */
const BY_HAND_A_ROUND = 4;
/** The compiler is done with them after some two thousand runs. */
const WARM_UP_ROUNDS = 50;
const WARM_UPS_BY_HAND = 15;

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

/** The time that one call of each takes, by turns: each finds the processor's caches as the other has left them. */
async function byTurns(a: () => Promise<unknown>, b: () => Promise<unknown>): Promise<readonly [Time, Time]> {
  const ofA: Time[] = [];
  const ofB: Time[] = [];
  for (let i = 0; i < RUNS_A_ROUND; i += 1) {
    ofA.push(await timeOf(a, 1));
    ofB.push(await timeOf(b, 1));
  }
  return [mean(ofA), mean(ofB)];
}

export async function compareRuns(options: RunOptions): Promise<Readonly<Record<string, unknown>>> {
  const trace = await run(options);
  const script = scriptOf(trace);
  const { app, baseline, inputs } = options;
  const simulate = (): Promise<unknown> => run(options);
  const floor = makeFloor(script, app, baseline);
  const wanted = trace.events.filter(({ kind }) => kind === 'reply').length;
  const byHand = (): Promise<number> => playByHand(inputs, app, baseline, wanted);
  const got = await byHand();
  if (got !== wanted) throw new Error(`by hand ${got} replies came, simulated ${wanted}`);

  const times: { readonly a: Time[]; readonly b: Time[]; readonly c: Time[] } = { a: [], b: [], c: [] };
  await timeOf(byHand, WARM_UPS_BY_HAND);
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const a = await timeOf(simulate, RUNS_A_ROUND);
    const c = await timeOf(floor, RUNS_A_ROUND);
    if (round < WARM_UP_ROUNDS) continue;
    times.a.push(a);
    times.c.push(c);
    times.b.push(await timeOf(byHand, BY_HAND_A_ROUND));
  }
  const turns = { a: [] as Time[], c: [] as Time[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const [a, c] = await byTurns(simulate, floor);
    turns.a.push(a);
    turns.c.push(c);
  }
  const { a, b, c } = times;
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
    conversation: await converse(),
    /** How many runs the simulator makes for one by hand. */
    runsOverByHand: ratios(b, a, cpu),
    /** The same by the clock on the wall: by hand each step also waits for a timer of the host. */
    runsOverByHandOnTheWall: ratios(b, a, wall),
    /** The simulator's cost over the floor's. */
    costOverFloor: ratios(a, c, cpu),
    /** The same where one run of each is taken by turns, not forty of one and then forty of the other. */
    costOverFloorByTurns: ratios(turns.a, turns.c, cpu),
    costOverFloorByTurnsOnTheWall: ratios(turns.a, turns.c, wall),
  };
}
