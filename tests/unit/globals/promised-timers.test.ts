/** Timers as promises, by all their names: in virtual time, and given up as production gives them up. */
import * as timers from 'node:timers';
import * as promises from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { stage } from '../../support/stage.ts';

interface Choices {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

type Sleep = (ms: number, choices?: Choices) => Promise<unknown>;

const sleeps: Readonly<Record<string, Sleep>> = {
  'timers/promises.setTimeout': (ms, choices) => promises.setTimeout(ms, 'slept', choices),
  'timers/promises.scheduler.wait': (ms, choices) => promises.scheduler.wait(ms, choices),
  'util.promisify(setTimeout)': (ms, choices) => promisify(setTimeout)(ms, 'slept', choices),
  'util.promisify(timers.setTimeout)': (ms, choices) => promisify(timers.setTimeout)(ms, 'slept', choices),
};

const turns: Readonly<Record<string, (choices?: Choices) => Promise<unknown>>> = {
  'timers/promises.setImmediate': (choices) => promises.setImmediate('turned', choices),
  'util.promisify(setImmediate)': (choices) => promisify(setImmediate)('turned', choices),
};

/** What the error says of itself that code looks at. */
function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return [error.name, Reflect.get(error, 'code'), error.message, error.cause];
}

const GIVEN_UP = ['AbortError', 'ABORT_ERR', 'The operation was aborted', 'enough'];

describe.each(Object.entries(sleeps))('%s', (_, sleep) => {
  it('waits in virtual time, and before the next event', async () => {
    const { at, kernel, play } = stage();
    const seen: unknown[] = [];
    at(10, async () => void seen.push(await sleep(250), kernel.nowMs));
    at(260, () => void seen.push('next'));
    at(261, () => void seen.push('last'));
    await play();
    expect(seen.filter((one) => one !== 'slept' && one !== undefined)).toEqual(['next', 260, 'last']);
  });

  it('is given up by its signal at that moment, as Node does it, and waits no longer', async () => {
    const { at, kernel, play } = stage();
    const seen: unknown[] = [];
    at(0, async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort('enough'), 100);
      await sleep(60_000, { signal: controller.signal }).catch((error: unknown) => seen.push(told(error)));
      seen.push(kernel.nowMs);
      await sleep(60_000, { signal: controller.signal }).catch((error: unknown) => seen.push(told(error)));
      seen.push(kernel.nowMs);
    });
    await play();
    expect(seen).toEqual([GIVEN_UP, 100, GIVEN_UP, 100]);
    expect(kernel.nowMs).toBe(100);
    const host = await sleep(60_000, { signal: AbortSignal.abort('enough') }).catch(told);
    expect(host).toEqual(GIVEN_UP);
  });

  it('does not prolong a run that nobody else holds', async () => {
    const { at, kernel, play } = stage();
    at(0, () => void sleep(60_000, { ref: false }));
    await play();
    expect(kernel.nowMs).toBe(0);
  });

  it.each<readonly [string, unknown]>([
    ['"options.signal" property must be an instance of AbortSignal', { signal: 4 }],
    ['"options.ref" property must be of type boolean', { ref: 4 }],
    ['"options" argument must be of type object', null],
  ])('says as Node does: the %s', async (sentence, choices) => {
    const { at, play } = stage();
    at(0, async () => void (await sleep(1, choices as Choices)));
    await expect(play()).rejects.toThrow(sentence);
    await expect(sleep(1, choices as Choices)).rejects.toThrow(sentence);
  });
});

describe.each(Object.entries(turns))('%s', (_, turn) => {
  it('is given up by its signal', async () => {
    const { at, play } = stage();
    const seen: unknown[] = [];
    at(0, async () => {
      seen.push(await turn());
      const controller = new AbortController();
      const turned = turn({ signal: controller.signal }).catch(told);
      controller.abort('enough');
      seen.push(await turned);
    });
    await play();
    expect(seen).toEqual(['turned', GIVEN_UP]);
  });
});

describe('timers/promises.scheduler.yield', () => {
  it('goes on in virtual time, before what is due later', async () => {
    const { at, play } = stage();
    const seen: string[] = [];
    at(0, async () => {
      await promises.scheduler.yield();
      seen.push('went on');
    });
    at(2, () => void seen.push('later'));
    await play();
    expect(seen).toEqual(['went on', 'later']);
  });
});

describe('a timer', () => {
  const dispose: unknown = Reflect.get(Symbol, 'dispose');

  it.skipIf(typeof dispose !== 'symbol')('is stopped at the end of the block that uses it', async () => {
    const { at, kernel, play } = stage();
    at(0, () => {
      for (const timer of [setTimeout(() => undefined, 500), setInterval(() => undefined, 500)]) {
        const stop: unknown = Reflect.get(timer, dispose as symbol);
        expect(typeof stop).toBe('function');
        Reflect.apply(stop as () => void, timer, []);
      }
    });
    const events = await play();
    expect(events.map(({ kind }) => kind)).toEqual(['timer-set', 'timer-set', 'timer-cleared', 'timer-cleared']);
    expect(kernel.nowMs).toBe(0);
  });
});
