/**
 * What generation aims at, worked out from the code under test as it stands: the times at which its behaviour turns
 * (every setting and constant in milliseconds, their sums and differences), the roles of its routes, the operations that
 * its calls consist of, the switches in its environment.
 */
import { faults as allFaults } from '../../index.ts';
import type { Fault } from '../../faults/index.ts';
import type { ParamSpec } from '../../model/params.ts';
import type { Scalar } from '../../model/json.ts';
import type { ProfileId, Values } from '../../model/scenario.ts';
import type { Trace } from '../../model/trace.ts';
import { type Case, inputsOf, runCase, type Subject } from '../case.ts';

/** What a campaign is asked to look at. */
export interface Aim {
  readonly policy: string;
  /** Settings that differ from the policy's. */
  readonly settings: Values;
  /** At most so many users at once. */
  readonly users: number;
  /** Where it is left out, both. */
  readonly profile?: ProfileId | undefined;
  /** Only these faults; all where it is left out. */
  readonly faults?: readonly string[] | undefined;
  /** Constants that the policy is not made for below this. */
  readonly least?: Readonly<Record<string, number>> | undefined;
  /** Only calm latencies and placements. */
  readonly calm?: boolean | undefined;
}

/** A kind of call: who calls (the role of an instance's route, or a service), whom, and what for. */
export interface Target {
  readonly from: string;
  readonly to: string;
  readonly operation: string;
}

export interface Terrain {
  readonly aim: Aim;
  readonly users: readonly string[];
  /** Short times at which something turns, in ascending order: gaps between messages are laid around them. */
  readonly turnsMs: readonly number[];
  /** Times for which something is held (a lock, a lease, a window, a patience): work is made to outlast them. */
  readonly holdsMs: readonly number[];
  /** How often something is tried before it is given up. */
  readonly tries: readonly number[];
  /** From the first message of a calm burst to the work on it. */
  readonly untilWorkMs: number;
  readonly roles: readonly string[];
  /** Kinds of call that a calm run was seen to make, in the order met. */
  readonly targets: readonly Target[];
  /** Calls that a calm run of one burst makes. */
  readonly calls: number;
  /** Variables of the environment that hold `true` or `false`. */
  readonly switches: readonly string[];
  readonly faults: readonly Fault[];
  readonly settingsFor: Subject['settingsFor'];
}

const USERS = ['3282789748459241', '4127095533120087', '5550001112223334', '6660002223334445'] as const;
export const MOST_USERS = USERS.length;
/** Longer ones are hours: nobody types around them. */
const LONGEST_TURN_MS = 120_000;
/** Shorter ones are outlasted by a leg that is a little slow. */
const SHORTEST_HOLD_MS = 5_000;
/** Sums and differences of times that are longer than this say nothing new. */
const LONGEST_TERM_MS = 20_000;
/** Constants whose value is a time that the logic or a service goes by. */
const TURNING = ['qstash.dedupWindowMs', 'messenger.answerTimeoutMs', 'openai.latencyMs'] as const;
/** A burst that every pipeline is built for. */
const BURST_MS = [0, 250, 500] as const;

export function calmCase(aim: Aim, settingsFor: Subject['settingsFor']): Case {
  const [user] = USERS;
  return {
    seed: 1,
    messages: BURST_MS.map((atMs, i) => ({ atMs, text: `message ${i + 1}`, user })),
    policy: aim.policy,
    settings: { ...aim.settings, ...settingsFor([user]) },
    profile: aim.profile ?? 'documented',
    constants: {},
    faults: [],
  };
}

/** Looks the ground over by one calm run. Throws InputError where the aim names what does not exist. */
export async function survey(subject: Subject, aim: Aim): Promise<Terrain> {
  const calm = calmCase(aim, subject.settingsFor);
  const trace = await runCase(subject, calm);
  const { settings } = inputsOf(subject, calm);
  const wanted = aim.faults;
  return {
    aim,
    users: USERS.slice(0, aim.users),
    turnsMs: turnsOf(subject.app.settings, settings, trace.constants),
    holdsMs: timesOf(subject.app.settings, settings, trace.constants).filter((ms) => ms >= SHORTEST_HOLD_MS),
    tries: triesOf(settings, trace.constants),
    untilWorkMs: Math.round(lastBegun(trace)),
    roles: subject.app.routes.map(({ role }) => role),
    targets: targetsOf(trace),
    calls: trace.events.filter(({ kind, side }) => kind === 'request' && side === 'pipeline').length,
    switches: subject.app.environment.flatMap(({ name, value }) => (/^(true|false)$/.test(value) ? [name] : [])),
    faults: wanted === undefined ? allFaults : allFaults.filter(({ id }) => wanted.includes(id)),
    settingsFor: subject.settingsFor,
  };
}

/** When the last invocation began: that to which everything else had led. */
function lastBegun({ events, nodes }: Trace): number {
  const instances = new Set(
    nodes.flatMap(({ id, role, side }) => (role === 'instance' && side === 'pipeline' ? [id] : [])),
  );
  return events.findLast(({ kind, node }) => kind === 'arrival' && instances.has(node))?.atMs ?? 0;
}

function targetsOf({ events, nodes }: Trace): readonly Target[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const targets = new Map<string, Target>();
  for (const event of events) {
    if (event.kind !== 'request' || event.side !== 'pipeline') continue;
    const [caller, called] = [byId.get(event.node), byId.get(event.to)];
    if (caller === undefined || called === undefined) continue;
    const target = { from: caller.route ?? caller.role, to: called.role, operation: event.operation };
    targets.set(Object.values(target).join(' '), target);
  }
  return [...targets.values()];
}

/** What the code's settings and the services' constants say of times, in ascending order. */
function timesOf(
  specs: readonly ParamSpec[],
  settings: Values,
  constants: Readonly<Record<string, Scalar>>,
): readonly number[] {
  const own = specs.flatMap((spec) => (spec.kind === 'number' && spec.unit === 'ms' ? [settings[spec.name]] : []));
  const all = [...own, ...TURNING.map((name) => constants[name])].filter(
    (value): value is number => typeof value === 'number' && value > 0 && value <= LONGEST_TURN_MS,
  );
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** Once, and as often again as settings and services say of retries. */
function triesOf(...held: readonly Readonly<Record<string, Scalar>>[]): readonly number[] {
  const retries = held.flatMap((values) =>
    Object.entries(values).flatMap(([name, value]) =>
      /retries$/i.test(name) && typeof value === 'number' && value > 0 ? [value] : [],
    ),
  );
  return [...new Set(retries)].toSorted((a, b) => a - b).map((times) => 1 + times);
}

function turnsOf(...given: Parameters<typeof timesOf>): readonly number[] {
  const all = timesOf(...given);
  const short = all.filter((ms) => ms <= LONGEST_TERM_MS);
  const pairs = short.flatMap((a) => short.flatMap((b) => [a + b, Math.abs(a - b)]));
  return [...new Set([...all, ...pairs])].filter((ms) => ms > 0).toSorted((a, b) => a - b);
}
