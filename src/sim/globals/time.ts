/** `Date` and `performance` tell the time of the current node's clock. */
import { onStage, type Replacement, replacement } from './stage.ts';

export function timeReplacements(): readonly Replacement[] {
  const HostDate = Date;
  const hostNow = Date.now;
  const hostPerformanceNow = performance.now.bind(performance);
  const now = (): number => {
    const stage = onStage();
    return stage?.kernel.current?.clock.read(stage.kernel.nowMs) ?? hostNow();
  };
  const SimDate = new Proxy(HostDate, {
    // `new Date()` reads the clock; every other form is a pure function of its arguments.
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new HostDate(now()).toString(),
  });
  const performanceNow = (): number => {
    const stage = onStage();
    const clock = stage?.kernel.current?.clock;
    return stage === undefined || clock === undefined
      ? hostPerformanceNow()
      : clock.exact(stage.kernel.nowMs) - clock.exact(0);
  };
  return [
    replacement(HostDate, 'now', now),
    replacement(globalThis, 'Date', SimDate),
    replacement(performance, 'now', performanceNow),
  ];
}
