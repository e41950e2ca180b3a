/** `Date` and `performance` tell the time of the current node's clock. */
import { holderOf, Patch } from './patches.ts';
import { onStage } from './stage.ts';

export function timeReplacements(): readonly Patch[] {
  const hostNow = Date.now;
  const hostPerformanceNow = performance.now.bind(performance);
  const now = (): number => {
    const stage = onStage();
    return stage?.kernel.current?.clock.read(stage.kernel.nowMs) ?? hostNow();
  };
  const performanceNow = (): number => {
    const stage = onStage();
    const clock = stage?.kernel.current?.clock;
    return stage === undefined || clock === undefined
      ? hostPerformanceNow()
      : clock.exact(stage.kernel.nowMs) - clock.exact(0);
  };
  const SimDate = simulated(Date, now);
  followTimeOrigin();
  return [
    new Patch(Date, 'now', now),
    new Patch(globalThis, 'Date', SimDate),
    // Who is made by what made a date would else get the host's time.
    new Patch(Date.prototype, 'constructor', SimDate),
    new Patch(holderOf(performance, 'now'), 'now', performanceNow),
  ];
}

/**
 * What `performance.now()` counts from: whoever adds the two (OpenTelemetry does) means the node's clock. It is a getter
 * of the host's class, so it is replaced once and for all, and passes through outside a run; to define it for each run
 * would cost more than it is worth.
 */
function followTimeOrigin(): void {
  const holder: unknown = Object.getPrototypeOf(performance);
  if (typeof holder !== 'object' || holder === null) return;
  const original = Object.getOwnPropertyDescriptor(holder, 'timeOrigin');
  if (original?.get === undefined || original.configurable !== true) return;
  const host = original.get;
  Object.defineProperty(holder, 'timeOrigin', {
    ...original,
    get(this: unknown): unknown {
      return onStage()?.kernel.current?.clock.exact(0) ?? Reflect.apply(host, this, []);
    },
  });
}

/**
 * A `Date` that makes dates of the host's class, so that both know each other's. `new Date()` reads the clock; every
 * other form is a pure function of its arguments. No proxy: that costs ten times as much, and libraries ask often.
 */
function simulated(HostDate: DateConstructor, now: () => number): unknown {
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
  });
  return SimDate;
}
