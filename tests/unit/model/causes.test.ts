/** Findings by cause, and claims by section: what the views that prove show, without a page. */
import { describe, expect, it } from 'vitest';
import { claims } from '../../../src/scenarios/claims/index.ts';
import type { AuditedClaim } from '../../../src/sim/model/claim.ts';
import { countsOf, judgedClaims, sectionOf, shownSections } from '../../../src/ui/document/sections.ts';
import { causesOf } from '../../../src/sim/model/causes.ts';
import type { ListedFinding } from '../../../src/ui/worker/lab/protocol.ts';

function finding(change: Partial<ListedFinding>): ListedFinding {
  return {
    check: 'answered',
    pattern: 'follow-up-dropped',
    cause: 'its publish was dropped',
    verdict: '',
    verdicts: {},
    count: 1,
    runs: 1,
    faults: [],
    excepted: false,
    example: {
      seed: 1,
      messages: [{ atMs: 0, text: '1', user: '3282789748459241' }],
      policy: 'documented',
      settings: {},
      profile: 'documented',
      constants: {},
      faults: [],
    },
    smallest: true,
    link: '#scenario=rapid-burst',
    size: '1 message at 0 s',
    file: null,
    ...change,
  };
}

describe('findings', () => {
  it('are one cause where the pattern is one: the most frequent first, shown by what is smallest', () => {
    const causes = causesOf([
      finding({ check: 'answered', count: 5, runs: 9, smallest: false }),
      finding({ check: 'messages-kept', count: 3, runs: 2 }),
      finding({ pattern: 'deleted-unread', count: 7 }),
    ]);
    expect(causes.map(({ pattern, count, first }) => [pattern, count, first])).toEqual([
      ['deleted-unread', 7, 1],
      ['follow-up-dropped', 5, 2],
    ]);
    expect(causes[1]?.shown.check).toBe('messages-kept');
    expect(causes[1]?.findings.map(({ check }) => check)).toEqual(['answered', 'messages-kept']);
  });

  it('that the contract excepts stand apart, after the others', () => {
    const causes = causesOf([
      finding({ pattern: 'send-unclear', check: 'answered-once', excepted: true, count: 9 }),
      finding({ pattern: 'send-unclear', check: 'answered', count: 1 }),
    ]);
    expect(causes.map(({ excepted, count }) => [excepted, count])).toEqual([
      [false, 1],
      [true, 9],
    ]);
  });
});

describe('the document’s claims', () => {
  const audited = (id: string, verdict: AuditedClaim['verdict']): AuditedClaim => ({
    id,
    where: '',
    claim: '',
    scenario: null,
    variant: null,
    verdict,
    events: [],
    because: '',
    predictions: [],
  });

  it('all lie in a section of the document', () => {
    expect(claims.filter(({ where }) => sectionOf(where) === 'other')).toEqual([]);
    const shown = shownSections(judgedClaims(claims, []), 'all', 'all');
    expect(shown.flatMap((each) => each.claims).length).toBe(claims.length);
    expect(shown.map(({ section }) => section)[0]).toBe('flow');
  });

  it('are shown by verdict and by section, once they are judged', () => {
    const judged = judgedClaims(claims, [audited('issue-1-window', 'does not hold'), audited('table-state', 'holds')]);
    const ids = (...[verdict, section]: [Parameters<typeof shownSections>[1], Parameters<typeof shownSections>[2]]) =>
      shownSections(judged, verdict, section).flatMap((each) => each.claims.map(({ claim }) => claim.id));
    expect(ids('does not hold', 'all')).toEqual(['issue-1-window']);
    expect(ids('does not hold', 'table')).toEqual([]);
    expect(ids('holds', 'table')).toEqual(['table-state']);
    expect(ids('all', 'issue-1').length).toBeGreaterThan(1);
  });

  it('are counted by verdict', () => {
    expect(countsOf([audited('a', 'holds'), audited('b', 'holds'), audited('c', 'rests on no data')])).toEqual({
      holds: 2,
      'holds only if': 0,
      'does not hold': 0,
      'rests on no data': 1,
    });
  });
});
