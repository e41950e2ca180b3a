/** What holds for every scenario as data, whatever a run makes of it. */
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import { CHECK_IDS } from '../../../src/sim/model/verdict.ts';

const variants = scenarios.flatMap((scenario) => scenario.variants.map((variant) => ({ scenario, variant })));
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;

describe('the list of scenarios', () => {
  it('gives every scenario an id of its own, in lower case with hyphens', () => {
    const ids = scenarios.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, kind } of scenarios) {
      expect(id).toMatch(kind === 'explored' ? /^[a-z0-9]+(-[a-z0-9]+)*$/ : /^[a-z]+(-[a-z]+)*$/);
    }
  });

  it('begins with the case that works', () => {
    expect(scenarios[0]?.id).toBe('rapid-burst');
  });

  it('is plain data: it survives a journey through JSON', () => {
    expect(JSON.parse(JSON.stringify(scenarios))).toEqual(scenarios);
  });
});

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('scenario %s', (_id, scenario) => {
  it('gives every variant an id of its own that can be typed without quotes', () => {
    const ids = scenario.variants.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('tells a reader what to look at, and what happens in each variant, in whole sentences', () => {
    const texts = [scenario.lookAt, ...scenario.variants.map(({ happens }) => happens)];
    for (const text of [...texts, ...scenario.claims.flatMap(({ says, because }) => [says, because])]) {
      expect(text).toMatch(/[.?]$/);
      expect(text.length).toBeGreaterThan(30);
    }
  });

  it.skipIf(scenario.kind === 'explored')('holds a claim of the document against what happens', () => {
    expect(scenario.claims.length).toBeGreaterThan(0);
  });

  it('names incidents by repository and number, each once', () => {
    const names = scenario.seenInTheWild.map(({ repository, number }) => `${repository} ${number}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { repository, number } of scenario.seenInTheWild) {
      expect(repository).toMatch(REPOSITORY);
      expect(number).toBeGreaterThan(0);
    }
  });
});

describe.each(variants.map((both) => [`${both.scenario.id} / ${both.variant.id}`, both] as const))(
  '%s',
  (_name, { scenario, variant }) => {
    it('has messages in the order in which they are typed', () => {
      const times = (variant.messages ?? scenario.messages).map(({ atMs }) => atMs);
      expect(times.length).toBeGreaterThan(0);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    });

    it('states what must be seen, by checks that exist', () => {
      const named = Object.keys(variant.expected);
      expect(named.length).toBeGreaterThan(0);
      for (const check of named) expect(CHECK_IDS).toContain(check);
    });

    it('expects a history with a hole where it expects messages to be lost', () => {
      const { 'messages-kept': kept = 'holds', 'history-complete': complete = 'holds' } = variant.expected;
      expect([kept, complete]).not.toEqual(['broken', 'holds']);
    });
  },
);
