/** What an armed fault's chip says of it after its name. */
import { describe, expect, it } from 'vitest';
import { findFault } from '../../../src/sim/faults/index.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import { inAWord } from '../../../src/ui/bottom/in-a-word.ts';

const word = (input: FaultInput): string => inAWord(findFault(input, 'faults[0]').fault.params, input);

describe('the chip of an armed fault', () => {
  it('says what is not as it usually is, the first two', () => {
    expect(word({ fault: 'openai-latency', latencyMs: 40_000 })).toBe('40 s');
    expect(word({ fault: 'crash', role: 'webhook', operation: 'DEL', nth: 3 })).toBe('webhook, DEL');
  });

  it('tells faults of one kind apart, also one that is as it usually is', () => {
    expect(word({ fault: 'qstash-delivers-again' })).toBe('35 s');
    expect(word({ fault: 'qstash-delivers-again', atMs: 46_000 })).toBe('46 s');
    expect(word({ fault: 'clock-offset', offsetMs: -2_000 })).toBe('-2 s');
    expect(word({ fault: 'crash' })).toBe('processor');
  });

  it('shows spaces at the ends of a text, which may be the whole fault', () => {
    expect(word({ fault: 'environment', value: ' true ' })).toBe('" true "');
    expect(word({ fault: 'environment', value: 'true' })).toBe('true');
  });

  it('names a switch that is on', () => {
    expect(word({ fault: 'environment', unset: true })).toBe('unset');
  });
});
