/**
 * The canary: a bug that is planted in some runs of every campaign, to see that the campaign would find one like it. A
 * wrapper around the code under test answers a webhook 200 and forgets it, on a condition that most runs do not meet:
 * the webhook reaches an instance within a tenth of a second of the one before it.
 */
import type { Routes } from '../model/app.ts';
import type { Subject, Wrap } from './case.ts';
import type { Failure } from '../model/cause/index.ts';

const CLOSE_MS = 100;
/** Of so many runs one is made again with the canary in it; and of the first ones each, so that no campaign goes without. */
const EVERY = 25;
const FIRST = 20;
const PATTERN: Failure['pattern'] = 'webhook-did-nothing';

export function hasCanary(number: number): boolean {
  return number < FIRST || number % EVERY === 0;
}

export function withCanary({ webhook, readClock }: Subject): Wrap {
  return (app) => {
    let lastMs = -Infinity;
    return (instance) => {
      const routes = app(instance);
      const handler = routes[webhook];
      if (handler === undefined) return routes;
      const forgetful: Routes[string] = async (request) => {
        const atMs = readClock();
        const close = Math.abs(atMs - lastMs) < CLOSE_MS;
        lastMs = atMs;
        return close ? Response.json({ status: 'ok' }) : await handler(request);
      };
      return { ...routes, [webhook]: forgetful };
    };
  };
}

/** Whether the failures of a run tell of the canary; nothing else that is known answers 200 and does nothing. */
export function canaryFound(failures: readonly Failure[]): boolean {
  return failures.some(({ pattern }) => pattern === PATTERN);
}
