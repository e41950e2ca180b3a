/**
 * What holds for any conversation, on any seed, under heavy-tailed latencies: the trace is in order, causes come
 * before their effects, the single tab answers every message, and the same seed gives the same trace.
 */
import { Faker, base, en, ka_GE } from '@faker-js/faker';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/sim/checks/index.ts';
import { run } from '../../src/sim/index.ts';
import { hashTrace } from '../../src/sim/model/trace-file/hash.ts';
import { readTrace } from '../../src/sim/model/trace-file/schema.ts';
import type { TypedMessage } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { viewRun } from '../../src/sim/model/view/index.ts';
import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { fc } from '../support/property.ts';

const TAIL = { 'network.tailShare': 0.05, 'network.tailMinMs': 200, 'network.tailMaxMs': 2_000 };
const USERS = ['3282789748459241', '4282789748459242'] as const;

/** A text as somebody would type it: Georgian names, English phrases, emoji. */
function textOf(seed: number): string {
  const faker = new Faker({ locale: [ka_GE, en, base], seed });
  return faker.helpers.arrayElement([
    faker.person.fullName(),
    faker.commerce.productName(),
    faker.internet.emoji(),
    faker.hacker.phrase(),
  ]);
}

const message: fc.Arbitrary<TypedMessage> = fc.record({
  atMs: fc.integer({ min: 0, max: 120_000 }),
  user: fc.constantFrom(...USERS),
  text: fc.nat().map(textOf),
});

const conversation = fc.record({ seed: fc.nat(), messages: fc.array(message, { minLength: 1, maxLength: 8 }) });

function play({
  seed,
  messages,
}: {
  readonly seed: number;
  readonly messages: readonly TypedMessage[];
}): Promise<Trace> {
  const settings = { testUsers: USERS.join(',') };
  return run(
    optionsFor(inputsOf(findScenario('rapid-burst'), undefined, { seed, messages, settings, constants: TAIL })),
  );
}

describe('any conversation', () => {
  it('gives a trace in order, whose causes come before their effects, and that reads back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, async (typed) => {
        const trace = await play(typed);
        trace.events.forEach((event, i) => {
          expect(event.id).toBe(i);
          expect(event.atMs).toBeGreaterThanOrEqual(trace.events[i - 1]?.atMs ?? 0);
          for (const cause of event.causes) expect(cause).toBeLessThan(i);
        });
        expect(readTrace(JSON.parse(JSON.stringify(trace)))).toEqual(trace);
      }),
      { numRuns: 40 },
    );
  });

  it('is answered by the single tab, every message once', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, async (typed) => {
        const { messages, replies } = viewRun(await play(typed), 'baseline');
        expect(messages).toHaveLength(typed.messages.length);
        const answered = replies
          .filter(({ side }) => side === 'baseline')
          .flatMap((reply) => reply.messages)
          .toSorted();
        expect(answered).toEqual(messages.map(({ mid }) => mid).toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('has the same trace and the same verdicts on the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, async (typed) => {
        const [first, second] = [await play(typed), await play(typed)];
        expect(hashTrace(second)).toBe(hashTrace(first));
        expect(judge(second)).toEqual(judge(first));
      }),
      { numRuns: 20 },
    );
  });
});
