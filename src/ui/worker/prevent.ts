/**
 * Which switch would have prevented it: the inputs of a run, again with each single mitigation, and what each cures,
 * breaks and costs. A trial that goes on much longer than the run itself is cut short and says so.
 */
import { create, createBaseline } from '../../batching/index.ts';
import { judgeView } from '../../sim/checks/index.ts';
import { run, type Watch } from '../../sim/index.ts';
import { type RunCost, runCostOf } from '../../sim/model/cost.ts';
import { type Remedy, remediesFor } from '../../sim/model/mitigations.ts';
import type { RunInputs } from '../../sim/model/trace.ts';
import type { CheckId, Outcome } from '../../sim/model/verdict.ts';
import { viewRun } from '../../sim/model/view/index.ts';
import { app, resolve, RunStopped } from './adapter.ts';
import type { Overrides, Prevention, RunRequest, Tried, Trials } from './protocol.ts';

/** How much longer than the run itself a trial may get: so many times its events, and these. */
const TIMES_AS_LONG = 4;
const EVENTS_MORE = 20_000;

interface Judged {
  readonly verdicts: ReadonlyMap<CheckId, Outcome>;
  readonly cost: RunCost;
  readonly events: number;
  readonly cutShort: boolean;
}

/** Throws InputError for what the request names in vain, RunStopped where the watch has stopped it. */
export async function prevent(
  request: RunRequest,
  watch: Watch = {},
  tell: (trials: Trials) => void = () => undefined,
): Promise<Prevention> {
  const { inputs } = resolve(request);
  const before = await judged(inputs, watch);
  const remedies = remediesFor(app, inputs.policy, inputs.settings);
  const maxEvents = Math.min(inputs.bounds.maxEvents, before.events * TIMES_AS_LONG + EVENTS_MORE);
  const tried: Tried[] = [];
  for (const remedy of remedies) {
    tell({ done: tried.length, all: remedies.length });
    const changed = resolve({ ...request, overrides: withRemedy(request.overrides, remedy) }).inputs;
    tried.push(compared(remedy, before, await judged({ ...changed, bounds: { ...changed.bounds, maxEvents } }, watch)));
  }
  const worth = ({ cures, breaks }: Tried): number => cures.length * 100 - breaks.length;
  return {
    broken: checksOf(before, (outcome) => outcome === 'broken'),
    cost: before.cost,
    tried: tried.toSorted((a, b) => worth(b) - worth(a)),
  };
}

function withRemedy(overrides: Overrides, remedy: Remedy): Overrides {
  switch (remedy.kind) {
    case 'setting':
      return { ...overrides, settings: { ...overrides.settings, [remedy.name]: remedy.value } };
    case 'policy':
      return { ...overrides, policy: remedy.policy };
  }
}

async function judged(inputs: RunInputs, watch: Watch): Promise<Judged> {
  const { settings } = inputs;
  const trace = await run({ app: create(settings), baseline: createBaseline(settings), inputs }, watch);
  if (trace.end.reason === 'stopped') throw new RunStopped({ events: trace.events.length, atMs: trace.end.atMs });
  const view = viewRun(trace);
  return {
    verdicts: new Map(judgeView(view).map(({ check, verdict }) => [check, verdict])),
    cost: runCostOf(view),
    events: trace.events.length,
    cutShort: trace.end.reason === 'bound',
  };
}

function compared(remedy: Remedy, before: Judged, after: Judged): Tried {
  const changed = (from: Outcome, to: Outcome): readonly CheckId[] =>
    checksOf(before, (outcome, check) => outcome === from && after.verdicts.get(check) === to);
  return {
    remedy,
    cures: changed('broken', 'holds'),
    breaks: checksOf(after, (outcome, check) => outcome === 'broken' && before.verdicts.get(check) !== 'broken'),
    cutShort: after.cutShort,
    cost: after.cost,
  };
}

function checksOf({ verdicts }: Judged, wanted: (outcome: Outcome, check: CheckId) => boolean): readonly CheckId[] {
  return [...verdicts].flatMap(([check, outcome]) => (wanted(outcome, check) ? [check] : []));
}
