/**
 * What can be thrown at a living system, as the page offers it: whom it hits, what happens to them, and the fault that
 * says so in plain data, from that moment on. Pure; what the simulator does not know is not offered.
 */
import type { FaultInput } from '../../../sim/model/scenario.ts';
import type { Description, FaultDescription } from '../../worker/protocol.ts';

/** In the order in which they are offered. */
export const BLOWS = ['crash', 'slow', 'skew', 'cut'] as const;
export type Blow = (typeof BLOWS)[number];

/** Somebody who can be hit: the instances of a role, a service, or the baseline's tab. */
export interface Target {
  readonly kind: 'instances' | 'service' | 'tab';
  /** The role of a route, the id of a service, or `tab`. */
  readonly id: string;
}

const SERVICES = ['messenger', 'redis', 'qstash', 'openai', 'firestore'] as const;

/** How hard: for how long, how late, how far. */
export interface Force {
  readonly lastsMs: number;
  readonly lateMs: number;
  /** Ahead where it is positive. */
  readonly skewMs: number;
}

export const FORCE: Force = { lastsMs: 10_000, lateMs: 5_000, skewMs: -2_000 };

/** A service that is down says so with this. */
const DOWN = 503;

export function targetsIn(description: Pick<Description, 'app'>): readonly Target[] {
  return [
    ...description.app.routes.map(({ role }): Target => ({ kind: 'instances', id: role })),
    ...SERVICES.map((id): Target => ({ kind: 'service', id })),
    { kind: 'tab', id: 'tab' },
  ];
}

/** The fault that hits them from that moment on; undefined where there is none of that kind. */
export function faultFor(target: Target, blow: Blow, atMs: number, force: Force): FaultInput | undefined {
  const { lastsMs, lateMs, skewMs } = force;
  const calls = { count: 0, fromMs: atMs, toMs: atMs + lastsMs };
  if (target.kind === 'tab') return blow === 'crash' ? { fault: 'tab-closed', atMs } : undefined;
  const whose = target.kind === 'instances' ? { from: target.id } : { to: target.id };
  switch (blow) {
    case 'crash':
      return target.kind === 'instances'
        ? { fault: 'kill', role: target.id, atMs }
        : { fault: 'call-fails', ...whose, status: DOWN, ...calls };
    case 'slow':
      return { fault: 'call-slow', ...whose, requestMs: 0, answerMs: lateMs, ...calls };
    case 'skew':
      return { fault: 'clock-step', role: target.id, atMs, byMs: skewMs };
    case 'cut':
      return { fault: 'call-hangs', what: 'request', ...whose, ...calls };
  }
}

/** The blows that the simulator knows for them. */
export function blowsFor(target: Target, faults: readonly FaultDescription[]): readonly Blow[] {
  return BLOWS.filter((blow) => {
    const fault = faultFor(target, blow, 0, FORCE);
    return fault !== undefined && faults.some(({ id, begins }) => id === fault.fault && begins !== null);
  });
}
