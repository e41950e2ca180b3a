/** How long faults last, on the lanes of those whom they hit: instances that stand still, calls that go wrong for a while. */
import type { FaultInput } from '../../../sim/model/scenario.ts';
import type { Side } from '../../../sim/model/trace.ts';
import type { Spell } from './shapes.ts';
import type { Sheet } from './sheet.ts';

/** 48 h, which faults give as their end where nobody gave one. */
const ENDLESS_MS = 172_800_000;
/** More than this on a drawing would hide it. */
const MOST_SPELLS = 400;

export function spellsOf(sheet: Sheet): readonly Spell[] {
  return [...frozen(sheet), ...lasting(sheet)].slice(0, MOST_SPELLS);
}

/** An instance at rest between two requests is frozen as well, without a reason: that is no fault. */
function frozen(sheet: Sheet): readonly Spell[] {
  const open = new Map<string, Spell>();
  const spells: Spell[] = [];
  const close = (node: string, toMs: number): void => {
    const spell = open.get(node);
    open.delete(node);
    if (spell !== undefined) spells.push({ ...spell, toMs });
  };
  for (const event of sheet.trace.events) {
    if (event.kind !== 'lifecycle') continue;
    const lane = sheet.lanes.ofEvent(event);
    if (lane === undefined) continue;
    if (event.change === 'freeze' && event.detail !== '')
      open.set(event.node, { kind: 'frozen', lane, fromMs: event.atMs, toMs: event.atMs, eventId: event.id });
    else if (event.change !== 'freeze') close(event.node, event.atMs);
  }
  for (const node of open.keys()) close(node, sheet.endMs);
  return spells;
}

function lasting(sheet: Sheet): readonly Spell[] {
  const struck = new Map<number, number>();
  for (const event of sheet.trace.events) {
    if (event.kind === 'fault' && !struck.has(event.fault)) struck.set(event.fault, event.id);
  }
  return sheet.trace.inputs.faults.flatMap((fault, index) => {
    const [fromMs, toMs] = [fault['fromMs'], fault['toMs']];
    if (typeof fromMs !== 'number' || typeof toMs !== 'number') return [];
    // From the start to the end it is how things are, not something that lasts.
    if (fromMs === 0 && toMs >= ENDLESS_MS) return [];
    // A few calls from a moment on are marked where they are made.
    if (toMs >= ENDLESS_MS && typeof fault['count'] === 'number' && fault['count'] > 0) return [];
    const untilMs = Math.min(toMs, Math.max(sheet.endMs, fromMs));
    return lanesHit(sheet, fault).map((lane): Spell => ({
      kind: 'fault',
      lane,
      fromMs,
      toMs: untilMs,
      eventId: struck.get(index) ?? -1,
    }));
  });
}

/** Faults that name nobody, by what they are called. */
const BY_NAME: Readonly<Record<string, string>> = {
  'openai-latency': 'openai',
  'replica-lag': 'redis-replica',
  'qstash-late': 'qstash',
};

/** Whom it hits: who is called where that is said, else who calls, or whose role it is; nobody where it hits all. */
function lanesHit({ lanes }: Sheet, fault: FaultInput): readonly number[] {
  const said = ['to', 'from', 'role'].map((name) => fault[name]).find((value) => named(value));
  const parameter = fault.fault === 'parameter' && named(fault['name']) ? fault['name'].split('.')[0] : undefined;
  const whom = BY_NAME[fault.fault] ?? (named(said) ? said : parameter);
  const side = fault['side'];
  const sides: readonly Side[] =
    side === 'both' ? ['pipeline', 'baseline'] : side === 'baseline' ? ['baseline'] : ['pipeline'];
  return lanes.plans.flatMap((plan, lane) => {
    // In the tab the model works on the tab's lane.
    const stands = plan.side === 'baseline' && plan.role === 'tab' ? ['tab', 'openai'] : [plan.stands];
    return whom !== undefined && sides.includes(plan.side) && stands.includes(whom) ? [lane] : [];
  });
}

function named(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value !== 'any';
}
