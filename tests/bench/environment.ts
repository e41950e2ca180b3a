/** What code under test finds around it in Node and in a browser alike: an environment, and no browser's databases. */
import { Patch } from '../../src/sim/globals/patches.ts';

/** firebase would write to the browser's database, in real time, and by hand nobody would wait for that. */
const NOT_IN_PRODUCTION = ['indexedDB', 'caches', 'cookieStore'];

export function environmentPatches(env: Readonly<Record<string, string>>): readonly Patch[] {
  const hidden = NOT_IN_PRODUCTION.filter((name) => Reflect.get(globalThis, name) !== undefined);
  return [processPatch(env), ...hidden.map((name) => new Patch(globalThis, name, undefined))];
}

function processPatch(env: Readonly<Record<string, string>>): Patch {
  const host: unknown = Reflect.get(globalThis, 'process');
  if (typeof host === 'object' && host !== null) return new Patch(host, 'env', env);
  const nextTick = (act: () => void): void => queueMicrotask(act);
  return new Patch(globalThis, 'process', { env, nextTick });
}
