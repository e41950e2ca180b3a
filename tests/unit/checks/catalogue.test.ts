import { describe, expect, it } from 'vitest';
import { checks, judge } from '../../../src/sim/checks/index.ts';
import { expectedOutcome } from '../../../src/sim/model/expected.ts';
import { CHECK_IDS } from '../../../src/sim/model/verdict.ts';
import { TraceBuilder } from '../../support/trace-builder.ts';
import { goodRun } from './support.ts';

describe('the catalogue of checks', () => {
  it('has every check once, in the order of their ids', () => {
    expect(checks.map(({ id }) => id)).toEqual(CHECK_IDS);
  });

  it('says of each check, in a whole sentence, when it holds', () => {
    for (const { sentence } of checks) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('judges a run that goes as it should as every check expects', () => {
    const verdicts = judge(goodRun().build());
    expect(verdicts.map(({ check, verdict }) => [check, verdict])).toEqual(
      checks.map(({ id, unlessListed }) => [id, expectedOutcome({}, id, unlessListed)]),
    );
  });

  it('proves nothing by a run that a bound has cut, and names the bound', () => {
    const verdicts = judge(goodRun().build({ reason: 'bound' }));
    expect(verdicts.map(({ verdict }) => verdict)).not.toContain('holds');
    expect(verdicts.find(({ check }) => check === 'no-strangers')).toMatchObject({
      verdict: 'inconclusive',
      sentence: expect.stringMatching(/Then the bound on virtual time ended the run\.$/) as string,
    });
  });

  it('still proves by such a run what has broken in it', () => {
    const run = goodRun();
    const both = ['m_1', 'm_2'];
    run.deliver(9_000, 'q1').read(9_100, both).ask(9_300, both).send(11_000, both, 'Yes').answer(11_200);
    const verdicts = judge(run.build({ reason: 'bound' }));
    expect(verdicts.find(({ check }) => check === 'answered-once')?.verdict).toBe('broken');
  });

  it('gives a whole sentence with every verdict', () => {
    for (const { sentence } of judge(goodRun().build())) expect(sentence).toMatch(/\.$/);
  });

  it('judges the single tab by the checks that say something about it', () => {
    const run = new TraceBuilder();
    run.typed(0, 'm_1', 'hello');
    const verdicts = judge(run.build(), 'baseline');
    expect(verdicts.map(({ check }) => check)).toEqual(checks.filter(({ judgesTab }) => judgesTab).map(({ id }) => id));
    expect(verdicts.find(({ check }) => check === 'answered')?.verdict).toBe('broken');
  });

  it('prefers what a scenario lists to what a check expects unless listed', () => {
    expect(expectedOutcome({ answered: 'broken' }, 'answered', 'holds')).toBe('broken');
    expect(expectedOutcome({ answered: 'broken' }, 'custody', 'holds')).toBe('holds');
    expect(expectedOutcome({}, 'repeat-is-verbatim', 'inconclusive')).toBe('inconclusive');
  });

  it('names only events of the trace as proof', () => {
    const trace = goodRun().build();
    for (const { eventIds } of judge(trace)) for (const id of eventIds) expect(trace.events[id]?.id).toBe(id);
  });
});
