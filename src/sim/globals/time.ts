/** `Date` and `performance` tell the time of the current node's clock. */
import { holderOf, Patch } from './patches.ts';
import { onStage } from './stage.ts';

/** The time of day by the current node's clock, as `Date.now()` gives it; undefined where the host's is meant. */
export function nodeTimeMs(): number | undefined {
  const stage = onStage();
  return stage?.kernel.current?.clock.read(stage.kernel.nowMs);
}

/** The same as `performance.now()` gives it: since the run began, with fractions. */
export function nodeElapsedMs(): number | undefined {
  const stage = onStage();
  const clock = stage?.kernel.current?.clock;
  return stage === undefined || clock === undefined ? undefined : clock.exact(stage.kernel.nowMs) - clock.exact(0);
}

export function timeReplacements(): readonly Patch[] {
  const hostNow = Date.now;
  const hostPerformanceNow = performance.now.bind(performance);
  const now = (): number => nodeTimeMs() ?? hostNow();
  const performanceNow = (): number => nodeElapsedMs() ?? hostPerformanceNow();
  const SimDate = simulated(Date, now);
  return [
    new Patch(Date, 'now', now),
    // Ours is made once for all runs: what code of one writes there would stand in the next.
    new Patch(SimDate, 'now', now),
    new Patch(globalThis, 'Date', SimDate),
    // Who is made by what made a date would else get the host's time.
    new Patch(Date.prototype, 'constructor', SimDate),
    new Patch(holderOf(performance, 'now'), 'now', performanceNow),
  ];
}

/**
 * A `Date` that makes dates of the host's class, so that both know each other's. `new Date()` reads the clock; every
 * other form is a pure function of its arguments. No proxy: that costs ten times as much, and libraries ask often.
 */
function simulated(HostDate: DateConstructor, now: () => number): object {
  function SimDate(...args: readonly unknown[]): unknown {
    if (new.target === undefined) return new HostDate(now()).toString();
    const own: boolean = Object.is(new.target, SimDate);
    if (own && args.length === 0) return new HostDate(now());
    return Reflect.construct(HostDate, args.length === 0 ? [now()] : args, own ? HostDate : new.target);
  }
  Object.setPrototypeOf(SimDate, HostDate);
  Object.defineProperties(SimDate, {
    prototype: { value: HostDate.prototype, writable: false },
    name: { value: 'Date' },
    length: { value: HostDate.length },
    now: { value: now, writable: true, configurable: true },
  });
  return SimDate;
}
