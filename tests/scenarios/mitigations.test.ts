/** What each mitigation cures: the check that a run breaks without it holds with it. And what it does not cure. */
import { describe, expect, it } from 'vitest';
import { threeQuickMessages } from '../../src/scenarios/messages.ts';
import { judge } from '../../src/sim/checks/index.ts';
import type { FaultInput, TypedMessage } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { play } from '../support/app.ts';
import { type Cure, verdictOf } from '../support/cure.ts';

/** The model refuses the key: the processor fails at once, and each time. */
const NO_MODEL = { fault: 'environment', name: 'OPENAI_API_KEY', value: 'wrong' } as const;

const CURES: readonly Cure[] = [
  {
    name: 'an id by generation lets the second burst through',
    scenario: 'second-burst-stranded',
    variant: 'silence',
    check: 'answered',
    by: { settings: { triggerId: 'generation' } },
  },
  {
    name: 'an atomic take leaves what is typed meanwhile in the list',
    scenario: 'lock-expires-early',
    variant: 'model-25s-alone',
    check: 'messages-kept',
    given: { messages: [...threeQuickMessages, { atMs: 10_000, text: 'შავი მინდა' }, { atMs: 100_000, text: 'აუ?' }] },
    by: { settings: { take: 'atomic' } },
  },
  {
    name: 'a bound on the wait answers a user who goes on typing',
    scenario: 'requeue-deduplicated',
    variant: 'own-id',
    check: 'waits-bounded',
    given: { messages: typingFor(40_000), settings: { triggerId: 'generation' } },
    by: { settings: { longestWaitMs: 10_000 } },
  },
  {
    name: 'a batch that cannot be answered is at least saved before its list is cleared',
    scenario: 'rapid-burst',
    variant: 'three-in-half-a-second',
    check: 'messages-kept',
    given: { faults: [NO_MODEL] },
    by: { settings: { saveBeforeClear: true } },
  },
  {
    name: 'a signature is believed by a clock that is off, with a tolerance',
    scenario: 'rapid-burst',
    variant: 'three-in-half-a-second',
    check: 'answered',
    given: {
      settings: { verifyQstash: true, quietMs: 0 },
      faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -2_000 }],
    },
    by: { settings: { signatureToleranceS: 5 } },
  },
];

/** A user who types every 1.4 s. */
function typingFor(ms: number): readonly TypedMessage[] {
  const messages: TypedMessage[] = [];
  for (let atMs = 0; atMs <= ms; atMs += 1_400) messages.push({ atMs, text: `და კიდევ ${messages.length}` });
  return messages;
}

describe.each(CURES)('$scenario: $name', (cure) => {
  it(`breaks ${cure.check} as it is, and keeps it when cured`, async () => {
    expect(await verdictOf(cure, {})).toBe('broken');
    expect(await verdictOf(cure, cure.by)).toBe('holds');
  });
});

/** Switches that leave the verdicts as they are: what they show instead. */
describe('a switch that cures nothing', () => {
  const linesOf = (trace: Trace): readonly string[] =>
    trace.events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));

  it('watching the deduplication tells of the dropped re-queue, and the batch is stranded as before', async () => {
    const watched = await play('requeue-deduplicated', 'same-id', { settings: { watchDeduplication: true } });
    const before = await play('requeue-deduplicated', 'same-id');
    const outcomes = (trace: Trace): readonly string[] =>
      judge(trace).map(({ check, verdict }) => `${check} ${verdict}`);
    expect(outcomes(watched)).toEqual(outcomes(before));
    expect(linesOf(watched).filter((line) => line.includes('QStash dropped the re-queue'))).toHaveLength(1);
  });

  it('an owner who alone releases his lock keeps the third processor out, but not the second', async () => {
    const again = [{ fault: 'openai-latency', latencyMs: 40_000 }, ...[35_000, 46_000].map(deliveredAgain)];
    const started = async (lockRelease: string): Promise<number> => {
      const messages = [...threeQuickMessages, { atMs: 44_300, text: 'შავი მინდა' }];
      const trace = await play('lock-expires-early', undefined, { messages, faults: again, settings: { lockRelease } });
      return linesOf(trace).filter((line) => line.includes('Lock acquired')).length;
    };
    expect(await started('anyone')).toBe(3);
    expect(await started('owner-in-script')).toBe(2);
    expect(await started('owner-in-client')).toBe(2);
  });
});

function deliveredAgain(atMs: number): FaultInput {
  return { fault: 'qstash-delivers-again', atMs, nth: 1 };
}
