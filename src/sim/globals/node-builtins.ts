/**
 * In Node the builtin modules have to follow as well: `import { randomUUID } from 'crypto'` never looks at the
 * globals. Telling every importer (`syncBuiltinESMExports`) costs more than a simulated call, so it is done once, with
 * functions that pass through to the host's whenever no event of a run is under way. In a browser there is nothing to
 * do: bundlers map these modules to the globals.
 */
import { builtin, readOnNode, wrap } from './builtins.ts';
import { followFileOf } from './clocks.ts';
import { followCrypto } from './node-crypto.ts';
import { holderOf } from './patches.ts';
import { promisedTimer } from './promised.ts';
import { refuseBuiltins } from './refused-builtins.ts';

let followed = false;

/** To be called while the globals of a run are in their places. */
export function followInBuiltins(): void {
  if (followed) return;
  followed = true;
  const [crypto, loader, timers, promises] = ['crypto', 'module', 'timers', 'timers/promises'].map(builtin);
  if (crypto === undefined || loader === undefined || timers === undefined || promises === undefined) return;
  followCrypto(crypto);
  followTimers(timers, promises);
  followProcess();
  followMachine();
  followFileOf(builtin('buffer'));
  refuseBuiltins();
  const sync: unknown = Reflect.get(loader, 'syncBuiltinESMExports');
  if (typeof sync === 'function') Reflect.apply(sync, loader, []);
}

/** An instance has its machine for itself. */
const FIRST_PID = 1;

const NANOSECONDS_IN_A_MICROSECOND = 1_000n;
const NANOSECONDS_IN_A_SECOND = 1_000_000_000n;

/** The monotonic clocks of `process` are `performance.now()` in other units. Of its numbers each instance has its own. */
function followProcess(): void {
  const process = builtin('process');
  if (process === undefined) return;
  readOnNode(process, 'pid', () => FIRST_PID);
  readOnNode(process, 'ppid', () => FIRST_PID - 1);
  const nanoseconds = (): bigint => BigInt(Math.round(performance.now() * 1_000)) * NANOSECONDS_IN_A_MICROSECOND;
  wrap(process, 'uptime', () => performance.now() / 1_000);
  wrap(process, 'hrtime', (_, [since]) => {
    const [s = 0, ns = 0] = Array.isArray(since) ? since.map(Number) : [];
    const passed = nanoseconds() - BigInt(s) * NANOSECONDS_IN_A_SECOND - BigInt(ns);
    return [Number(passed / NANOSECONDS_IN_A_SECOND), Number(passed % NANOSECONDS_IN_A_SECOND)];
  });
  const hrtime: unknown = Reflect.get(process, 'hrtime');
  if (typeof hrtime === 'function') wrap(hrtime, 'bigint', nanoseconds);
}

/** The machine runs for as long as the run; of what its processors did, nothing is known. */
function followMachine(): void {
  const os = builtin('os');
  if (os === undefined) return;
  wrap(os, 'uptime', () => performance.now() / 1_000);
  wrap(os, 'cpus', (host) => {
    const processors: unknown = host();
    const times = { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 };
    return Array.isArray(processors) ? processors.map((one: object) => ({ ...one, times })) : processors;
  });
}

function followTimers(timers: object, promises: object): void {
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate']) {
    const simulated: unknown = Reflect.get(globalThis, name);
    wrap(timers, name, (host, args) =>
      typeof simulated === 'function' ? (Reflect.apply(simulated, globalThis, args) as unknown) : host(...args),
    );
  }
  wrap(promises, 'setTimeout', (_, [delay, value, options]) => promisedTimer({ delay, value, options }));
  wrap(promises, 'setImmediate', (_, [value, options]) => promisedTimer({ delay: 0, value, options }));
  const scheduler: unknown = Reflect.get(promises, 'scheduler');
  if (typeof scheduler !== 'object' || scheduler === null) return;
  const holder = holderOf(scheduler, 'wait');
  wrap(holder, 'wait', (_, [delay, options]) => promisedTimer({ delay, options }));
  wrap(holder, 'yield', () => promisedTimer({ delay: 0 }));
}
