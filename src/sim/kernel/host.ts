/**
 * What the simulator itself needs of its host, captured when this file is loaded: long before a run replaces
 * the globals. The only place in the kernel that touches them.
 */
type Hop = () => Promise<void>;

/**
 * One turn of the host's macrotask queue. Everything that was waiting in the microtask queue has run when it
 * resolves. `setImmediate` in Node (1.3 to 3.4 µs), a `MessageChannel` in a browser: timers would be clamped.
 */
export const hop: Hop = makeHop();

function makeHop(): Hop {
  const immediate: unknown = Reflect.get(globalThis, 'setImmediate');
  if (typeof immediate === 'function') {
    return () =>
      new Promise((resolve) => {
        Reflect.apply(immediate, globalThis, [resolve]);
      });
  }
  const { port1, port2 } = new MessageChannel();
  let waiting: (() => void)[] = [];
  port1.onmessage = () => {
    const ready = waiting;
    waiting = [];
    for (const resolve of ready) resolve();
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
