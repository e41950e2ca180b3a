/** What surrounds a handler: the platform's log, its environment, and what it may not use. */
import { formatLog } from './log.ts';
import { Patch } from './patches.ts';
import { REFUSED, refusal } from './refused.ts';
import { currentNode, onStage } from './stage.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** Where `waitUntil` of `@vercel/functions` looks for the platform. */
const REQUEST_CONTEXT = Symbol.for('@vercel/request-context');

export function surroundingsReplacements(): readonly Patch[] {
  return [
    ...consoleReplacements(),
    processReplacement(),
    ...refusedReplacements(),
    ...hiddenReplacements(),
    contextReplacement(),
  ];
}

function consoleReplacements(): readonly Patch[] {
  return (['debug', 'log', 'info', 'warn', 'error'] as const).map((level) => {
    const original = console[level].bind(console);
    return new Patch(console, level, (...args: unknown[]): void => {
      const kernel = onStage()?.kernel;
      const node = kernel?.current;
      if (kernel === undefined || node === undefined) {
        original(...args);
        return;
      }
      if (node.state === 'dead') return;
      const { invocation } = kernel;
      kernel.record(node, {
        kind: 'log',
        level,
        text: formatLog(args),
        invocation,
      });
    });
  });
}

/** `process.env` is that of the current node's deployment. A worker of a browser has no `process`: it gets one. */
function processReplacement(): Patch {
  const host: unknown = Reflect.get(globalThis, 'process');
  const hostEnv: unknown = typeof host === 'object' && host !== null ? Reflect.get(host, 'env') : {};
  const fallback = typeof hostEnv === 'object' && hostEnv !== null ? hostEnv : {};
  const target = (): object => currentNode()?.env ?? fallback;
  const env = new Proxy(
    {},
    {
      get: (_, name) => Reflect.get(target(), name) as unknown,
      has: (_, name) => Reflect.has(target(), name),
      ownKeys: () => Reflect.ownKeys(target()),
      getOwnPropertyDescriptor: (_, name) => {
        const held = Reflect.getOwnPropertyDescriptor(target(), name);
        return held === undefined ? undefined : { ...held, configurable: true };
      },
      // As Node does it: whatever is assigned becomes a text.
      set: (_, name, value) => Reflect.set(target(), name, String(value)),
      deleteProperty: (_, name) => Reflect.deleteProperty(target(), name),
    },
  );
  if (typeof host === 'object' && host !== null) return new Patch(host, 'env', env);
  const nextTick = (act: AnyFunction, ...args: unknown[]): void => queueMicrotask(() => act(...args));
  return new Patch(globalThis, 'process', { env, nextTick });
}

function refusedReplacements(): readonly Patch[] {
  return REFUSED.flatMap((refused) => {
    const original: unknown = Reflect.get(globalThis, refused.name);
    if (typeof original !== 'function') return [];
    const guarded = new Proxy(original, {
      construct: (target, args, newTarget) => {
        if (currentNode()?.runsCode === true) throw new Error(refusal(refused));
        return Reflect.construct(target, args, newTarget) as object;
      },
    });
    return [new Patch(globalThis, refused.name, guarded)];
  });
}

/**
 * Globals of a browser's worker that a function in production does not have. Libraries look whether they exist:
 * firebase would write to the browser's database, in real time and unseen by the run; others yield to its scheduler.
 */
const NOT_IN_PRODUCTION = ['indexedDB', 'caches', 'cookieStore', 'scheduler'];

function hiddenReplacements(): readonly Patch[] {
  return NOT_IN_PRODUCTION.filter((name) => Reflect.get(globalThis, name) !== undefined).map(
    (name) => new Patch(globalThis, name, undefined),
  );
}

function contextReplacement(): Patch {
  const get = (): { readonly waitUntil: (work: Promise<unknown>) => void } | undefined => {
    const stage = onStage();
    const node = stage?.kernel.current;
    return stage === undefined || node === undefined
      ? undefined
      : { waitUntil: (work) => stage.lifetime.waitUntil(node, work) };
  };
  return new Patch(globalThis, REQUEST_CONTEXT, { get });
}
