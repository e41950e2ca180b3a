import { describe, expect, it } from 'vitest';
import { drawTrace } from '../../../src/sim/model/draw/index.ts';
import { goodRun, silentRun } from '../checks/support.ts';

describe('a trace drawn as text', () => {
  it('shows a failure at a glance', () => {
    expect(drawTrace(silentRun().build())).toBe(
      [
        '+0.000 s  phone-1      #1 “hello”',
        '+0.050 s  webhook-1    webhook from messenger with #1',
        '+0.100 s  redis        RPUSH #1 by webhook-1',
        '+0.200 s  qstash       publish by webhook-1: q1, due +3.200 s',
        '+0.250 s  phone-1      #2 “any hats?”',
        '+0.300 s  webhook-2    webhook from messenger with #2',
        '+0.350 s  redis        RPUSH #2 by webhook-2',
        '+0.450 s  qstash       publish by webhook-2 DROPPED as a duplicate of q1',
        '+3.250 s  processor-3  ▶ delivery of q1',
        '+3.300 s  redis        lock taken by processor-3',
        '+3.400 s  redis        LRANGE gives #1 #2 to processor-3',
        '+3.500 s  redis        lock released by processor-3',
        '+3.600 s  qstash       publish by processor-3 DROPPED as a duplicate of q1',
        '+3.650 s  processor-3  answers 200 {}',
        '+3.700 s  qstash       q1 acknowledged',
        '+3.900 s  tab          ◀ REPLY to #1 #2 “tab”',
        '',
        '#1  +0.000 s  accepted +0.300 s, read +3.450 s, NEVER ANSWERED, NOT KEPT; tab: answered +3.900 s',
        '#2  +0.250 s  accepted +0.550 s, read +3.450 s, NEVER ANSWERED, NOT KEPT; tab: answered +3.900 s',
        'quiet at +3.900 s',
      ].join('\n'),
    );
  });

  it('can be restricted to a side and to kinds of lines', () => {
    const trace = goodRun().build();
    expect(drawTrace(trace, { side: 'baseline', summary: false })).toBe(
      [
        '+0.000 s  phone-1  #1 “hello”',
        '+0.250 s  phone-1  #2 “any hats?”',
        '+3.900 s  tab      ◀ REPLY to #1 #2 “tab”',
      ].join('\n'),
    );
    expect(drawTrace(trace, { side: 'pipeline', kinds: ['lock', 'reply'], summary: false })).toBe(
      [
        '+3.300 s  redis    lock taken by processor-3',
        '+5.200 s  phone-1  ◀ REPLY to #1 #2 “Yes”',
        '+5.500 s  redis    lock released by processor-3',
      ].join('\n'),
    );
  });

  it('draws a lock that lapses, though no event tells of it, and one that another releases', () => {
    const run = silentRun();
    const first = run.deliver(10_000, 'q2').lock(10_050);
    run.deliver(45_000, 'q3').lock(45_050).answer(60_000);
    first.unlock(50_000).answer(50_200);
    const drawing = drawTrace(run.build(), { kinds: ['lock'], summary: false });
    expect(drawing).toContain('+40.100 s  redis  lock of processor-4 EXPIRES');
    expect(drawing).toContain('+50.050 s  redis  lock of processor-5 RELEASED BY ANOTHER, processor-4');
  });

  it('says when a bound cut the run off', () => {
    expect(drawTrace(silentRun().build({ reason: 'bound' }))).toMatch(/CUT OFF at \+3\.900 s by maxVirtualMs$/);
  });

  it('is the same for equal traces', () => {
    expect(drawTrace(goodRun().build())).toBe(drawTrace(goodRun().build()));
  });
});
