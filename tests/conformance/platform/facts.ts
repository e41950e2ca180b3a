/** What the function platform does with requests and instances. */
import { expect } from 'vitest';
import type { App } from '../../../src/sim/model/app.ts';
import type { ProfileId } from '../../../src/sim/model/scenario.ts';
import {
  answersOf,
  counting,
  leavingWork,
  logOf,
  ok,
  pagesOf,
  runOwn,
  sleep,
  viaQStash,
} from '../../support/own-app.ts';
import type { Fact, Refused, ServiceFacts } from '../fact.ts';

async function linesOf(at: readonly number[], profile: ProfileId): Promise<readonly string[]> {
  const constants = { 'platform.reuse': 'always' };
  const trace = await runOwn({ at, app: counting, profile, constants });
  return logOf(trace).map((line) => line.split(' ').slice(2).join(' '));
}

/** Counts in its module's scope; the second request that an instance gets leaves something that nobody catches. */
function dyingOfItsSecond(leave: () => void): App {
  return () => {
    let count = 0;
    return {
      '/api/webhook': async () => {
        count += 1;
        console.log(`number ${count}`);
        if (count === 2) leave();
        await sleep(1_000);
        return ok();
      },
    };
  };
}

const facts: readonly Fact[] = [
  {
    fact: 'Classic (profile `documented`): one request at a time in an instance; a second one gets an instance of its own, which shares nothing with the first',
    source: 'vercel.com/docs, fluid compute',
    holds: async () => {
      expect(await linesOf([0, 100], 'documented')).toEqual([
        'webhook-1 began as number 1, ends as number 1',
        'webhook-2 began as number 1, ends as number 1',
      ]);
    },
  },
  {
    fact: 'The module’s state lives on between the requests of one instance',
    source: 'vercel.com/docs, functions',
    holds: async () => {
      expect(await linesOf([0, 1_000], 'documented')).toEqual([
        'webhook-1 began as number 1, ends as number 1',
        'webhook-1 began as number 2, ends as number 2',
      ]);
    },
  },
  {
    fact: 'Fluid (profile `published`): several requests at once in one instance, sharing the module’s state',
    source: 'vercel.com/docs, fluid compute: the default of new projects',
    holds: async () => {
      expect(await linesOf([0, 100], 'published')).toEqual([
        'webhook-1 began as number 1, ends as number 2',
        'webhook-1 began as number 2, ends as number 2',
      ]);
    },
  },
  {
    fact: 'At the maximum duration (300 s; a parameter: 10 s to 800 s by plan) the caller gets 504 `FUNCTION_INVOCATION_TIMEOUT`, and the instance’s work ends',
    source: 'vercel.com/docs, functions/limitations; errors',
    holds: async () => {
      const app: App = () => ({
        '/api/webhook': async () => {
          await sleep(900_000);
          console.log('goes on');
          return ok();
        },
      });
      for (const [constants, atMs] of [
        [{}, 300_050],
        [{ 'platform.maxDurationMs': 10_000 }, 10_050],
        [{ 'platform.maxDurationMs': 800_000 }, 800_050],
      ] as const) {
        const trace = await runOwn({ at: [0], app, constants: { ...constants, 'messenger.redeliveriesMs': '' } });
        expect(answersOf(trace)).toEqual(['platform 504']);
        expect(pagesOf(trace)).toEqual(['504 FUNCTION_INVOCATION_TIMEOUT']);
        expect(trace.events.find((event) => event.kind === 'answer')).toHaveProperty('atMs', atMs);
        expect(logOf(trace)).toEqual([]);
      }
    },
  },
  {
    fact: 'Fluid: what is killed at its maximum takes the others in its instance along',
    source: 'vercel.com/docs, errors; not published, chosen',
    holds: async () => {
      let calls = 0;
      const app: App = () => ({
        '/api/webhook': async () => {
          calls += 1;
          await sleep(calls === 1 ? 60_000 : 9_000);
          return ok();
        },
      });
      const constants = {
        'platform.model': 'fluid',
        'platform.maxDurationMs': 10_000,
        'messenger.redeliveriesMs': '',
      };
      expect(answersOf(await runOwn({ at: [0, 5_000], app, constants }))).toEqual(['platform 504', 'platform 504']);
    },
  },
  {
    fact: 'After its answer an instance is frozen: work that nobody awaits is done when the next request thaws it, or never',
    source: 'vercel.com/docs, functions API reference',
    holds: async () => {
      const constants = { 'platform.reuse': 'always' };
      expect(logOf(await runOwn({ at: [0], app: leavingWork, constants }))).toEqual([]);
      const thawed = await runOwn({ at: [0, 10_000], app: leavingWork, constants });
      expect(logOf(thawed)[0]).toBe('10.050 webhook-1 left-over work');
    },
  },
  {
    fact: '`waitUntil` holds it awake, within the same maximum',
    source: 'vercel.com/docs, functions API reference',
    holds: async () => {
      const working =
        (ms: number): App =>
        () => ({
          '/api/webhook': async () => {
            const context: unknown = Reflect.get(globalThis, Symbol.for('@vercel/request-context'));
            const { waitUntil } = (context as { get: () => { waitUntil: (work: Promise<unknown>) => void } }).get();
            waitUntil(sleep(ms).then(() => console.log('done')));
            return ok();
          },
        });
      expect(logOf(await runOwn({ at: [0], app: working(500) }))).toEqual(['0.550 webhook-1 done']);
      const constants = { 'platform.maxDurationMs': 2_000 };
      expect(logOf(await runOwn({ at: [0], app: working(5_000), constants }))).toEqual([]);
    },
  },
  {
    fact: 'A module that cannot be loaded answers every request with 500 `FUNCTION_INVOCATION_FAILED`',
    source: 'vercel.com/docs, errors',
    holds: async () => {
      const app: App = () => {
        throw new TypeError('Invalid URL');
      };
      const trace = await runOwn({ at: [0], app, constants: { 'messenger.redeliveriesMs': '0' } });
      expect(pagesOf(trace)).toEqual(['500 FUNCTION_INVOCATION_FAILED', '500 FUNCTION_INVOCATION_FAILED']);
    },
  },
  {
    fact: 'What nobody catches, an error in a timer or a rejection, ends the instance: 500 `FUNCTION_INVOCATION_FAILED`, and its module’s state is gone',
    source: 'vercel.com/docs, errors; Node.js, uncaughtException, unhandledRejection',
    holds: async () => {
      const thrown = (): void => {
        setTimeout(() => {
          throw new Error('boom');
        }, 100);
      };
      const rejected = (): void => {
        void sleep(100).then(() => Promise.reject(new Error('boom')));
      };
      for (const leave of [thrown, rejected]) {
        const trace = await runOwn({
          at: [0, 2_000, 4_000],
          app: dyingOfItsSecond(leave),
          constants: { 'messenger.redeliveriesMs': '', 'platform.reuse': 'always' },
        });
        expect(answersOf(trace)).toEqual(['webhook-1 200', 'platform 500', 'webhook-2 200']);
        expect(pagesOf(trace)[1]).toBe('500 FUNCTION_INVOCATION_FAILED');
        expect(logOf(trace).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
          'webhook-1 number 1',
          'webhook-1 number 2',
          expect.stringContaining('boom'),
          'webhook-2 number 1',
        ]);
        const ends = trace.events.flatMap((event) =>
          event.kind === 'lifecycle' && event.change === 'crash' ? [event.node] : [],
        );
        expect(ends).toEqual(['webhook-1']);
      }
    },
  },
];

const greeting: App = (instance) => ({
  '/api/webhook': async () => {
    console.log(`${instance} ${process.env['GREETING'] ?? 'nothing'}`);
    return ok();
  },
});

/** What each request saw of the variable; each has an instance of its own, so that none is from before a change. */
async function greetings(faults: NonNullable<Parameters<typeof runOwn>[0]['faults']>): Promise<readonly string[]> {
  const trace = await runOwn({
    at: [0, 1_000, 2_000],
    app: greeting,
    faults,
    constants: { 'platform.reuse': 'never' },
  });
  return logOf(trace).map((line) => line.split(' ')[3] ?? '');
}

const deploymentFacts: readonly Fact[] = [
  {
    fact: 'A change of the environment reaches new deployments only',
    source: 'vercel.com/docs, environment-variables',
    holds: async () => {
      const change = { fault: 'environment-change', atMs: 500, name: 'GREETING', value: 'changed' };
      expect(await greetings([change])).toEqual(['hello', 'hello', 'hello']);
      expect(await greetings([{ ...change, redeploy: true }])).toEqual(['hello', 'changed', 'changed']);
    },
  },
  {
    fact: 'A rolling release serves two deployments at once: no request is pinned to one',
    source: 'vercel.com/docs, rolling-releases',
    holds: async () => {
      const rolling = { fault: 'other-deployment', deployment: 'next', name: 'GREETING', value: 'new', nth: 2 };
      expect(await greetings([rolling])).toEqual(['hello', 'new', 'hello']);
    },
  },
  {
    fact: 'A protected preview answers 401 to whoever comes without leave, QStash and Messenger among them',
    source: 'vercel.com/docs, deployment-protection',
    holds: async () => {
      const preview = { fault: 'other-deployment', name: 'GREETING', value: 'preview', isProtected: true };
      const constants = { 'messenger.redeliveriesMs': '' };
      const all = await runOwn({ at: [0, 1_000], app: greeting, faults: [{ ...preview, count: 0 }], constants });
      expect(answersOf(all)).toEqual(['platform 401', 'platform 401']);
      expect(logOf(all)).toEqual([]);
      // The first request is Messenger's, and is production's; the second is the delivery of what it published.
      const app = viaQStash(async () => (console.log('delivered'), ok()));
      const delivery = await runOwn({ at: [0], app, faults: [{ ...preview, nth: 2 }], constants });
      expect(answersOf(delivery)).toEqual(['webhook-1 200']);
      expect(answersOf(delivery, 'qstash')).toEqual(['platform 401']);
      expect(logOf(delivery)).toEqual([]);
    },
  },
];

const refused: readonly Refused[] = [
  {
    what: 'Addresses that no route has: 404, as on the platform',
    refuses: async () => {
      const app: App = () => ({ '/api/webhook': async () => ok() });
      const constants = { 'messenger.webhookUrl': 'https://chatbot.example/api/other', 'messenger.redeliveriesMs': '' };
      expect(answersOf(await runOwn({ at: [0], app, constants }))).toEqual(['platform 404']);
    },
  },
];

export const platformFacts: ServiceFacts = {
  id: 'platform',
  title: 'Functions',
  through: 'handlers from Request to Response',
  facts: [...facts, ...deploymentFacts],
  refused,
  remarks: [
    'No bound on the skew of clocks between instances is published; 2 s is a chosen fault.',
    'Instances are not scaled down: one that is idle stays, frozen, to the end of the run.',
  ],
};
