/** Sweep, matrix and history: what is made of their figures, without a page. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hindcastVersions } from '../../../src/scenarios/index.ts';
import { keptFrom } from '../../../src/ui/history/kept.ts';
import { historyTexts } from '../../../src/ui/texts/history.ts';
import { keyOf, settingsText, summaryOf, versionsIn } from '../../../src/ui/history/story.ts';
import { rowsOf, unbrokenOf } from '../../../src/ui/matrix/rows.ts';
import { bestOf, frontOf, heatsOf } from '../../../src/ui/sweep/front.ts';
import { withFront } from '../../../src/sim/explore/rates/sweep.ts';
import { sizeOf } from '../../../src/sim/model/typed.ts';
import { optionalRange, rangeField } from '../../../src/ui/sweep/ranges.ts';
import type { HindcastRow, Matrix, SweptRow } from '../../../src/ui/worker/lab/protocol.ts';

/** A combination by what goes wrong and how long a reply takes; the interval is a tenth to either side. */
function swept(quietMs: number, wrong: number, median: number | null): SweptRow {
  const share = { share: wrong, interval: [Math.max(0, wrong - 0.1), wrong + 0.1] as const };
  return {
    parameters: { quietMs },
    runs: 10,
    bursts: 20,
    split: share,
    stranded: share,
    twice: share,
    wrong: share,
    replyMs: { median, p95: median },
    front: false,
    withinChance: false,
  };
}

describe('a sweep', () => {
  const rows = withFront([
    swept(500, 0.6, 3_000),
    swept(1_000, 0.3, 4_000),
    swept(1_500, 0.3, 5_000),
    swept(2_000, 0.1, 8_000),
  ]);
  const quietOf = (row: SweptRow) => row.parameters['quietMs'];

  it('has on its front what nothing beats in both, the quickest first', () => {
    expect(frontOf(rows).map(quietOf)).toEqual([500, 1_000, 2_000]);
  });

  it('says which of them only chance tells from one that is no slower', () => {
    const near = [
      swept(500, 0.6, 3_000),
      swept(1_000, 0.35, 4_000),
      swept(1_500, 0.2, 5_000),
      swept(2_000, 0.2, 5_000),
    ];
    expect(withFront(near).map(({ withinChance }) => withinChance)).toEqual([false, false, true, true]);
  });

  it('has the same front as the command line: one that is split less is on it, though as much goes wrong and it is slower', () => {
    const whole = { ...swept(2_500, 0.6, 9_000), split: { share: 0, interval: [0, 0.1] as const } };
    const all = withFront([swept(500, 0.6, 3_000), whole]);
    expect(all.map(({ front }) => front)).toEqual([true, true]);
    expect(frontOf(all).map(quietOf)).toEqual([500, 2_500]);
  });

  it('counts no silence as quick', () => {
    expect(frontOf(withFront([swept(1, 0, null), swept(2, 0, 9_000)])).map(quietOf)).toEqual([2]);
  });

  it('says with what the least goes wrong, and how many others chance cannot tell from it', () => {
    const best = bestOf(rows);
    expect(best && [quietOf(best.least), quietOf(best.quickest), best.alike]).toEqual([2_000, 500, 2]);
    expect(bestOf([])).toBe(undefined);
  });

  it('is as hot as its worst, and cold where nothing goes wrong', () => {
    expect(heatsOf(rows, 'wrong')).toEqual([1, 0.5, 0.5, 0.1 / 0.6]);
    expect(heatsOf([swept(1, 0, 10), swept(2, 0, 20)], 'wrong')).toEqual([0, 0]);
    expect(heatsOf([swept(1, 0, 10), swept(2, 0, 20), swept(3, 0, null)], 'reply')).toEqual([0, 1, 1]);
  });

  it('takes ranges that go up, over what there is', () => {
    const field = rangeField(['quietMs']);
    const range = { name: 'quietMs', from: 500, to: 3_000, step: 250 };
    expect(field.read(field.write(range))).toEqual(range);
    expect(sizeOf(range)).toBe(11);
    expect(['luckMs=1..2:1', 'quietMs=3..1:1', 'quietMs=1..3:0', 'quietMs'].map((text) => field.read(text))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const optional = optionalRange(['quietMs']);
    expect(optional.read(optional.write(null))).toBe(null);
  });
});

describe('a matrix', () => {
  const cell = (scenario: string, policy: string, ...broken: Matrix['cells'][number]['broken']) => ({
    scenario,
    variant: 'only',
    policy,
    mitigation: null,
    broken,
    comparisons: [],
  });
  const matrix: Matrix = {
    columns: ['one', 'two'].map((policy) => ({ policy, mitigation: null, settings: {} })),
    rows: ['a', 'b'].map((id) => ({ id, variant: 'only' })),
    cells: [cell('a', 'one', 'answered'), cell('b', 'one'), cell('a', 'two'), cell('b', 'two')],
    costs: [],
  };

  it('is drawn row by row, and knows the rows that tell its columns apart', () => {
    expect(
      rowsOf(matrix).map(({ scenario, cells, differs }) => [scenario, cells.map((c) => c.policy), differs]),
    ).toEqual([
      ['a', ['one', 'two'], true],
      ['b', ['one', 'two'], false],
    ]);
  });

  it('counts what each column leaves unbroken', () => {
    expect(unbrokenOf(matrix)).toEqual([1, 2]);
  });
});

describe('the history', () => {
  const version = { policy: 'session-flag', commit: '', date: '', next: '', findings: [] };
  const row = (change: Partial<HindcastRow>): HindcastRow => ({
    policy: 'session-flag',
    reported: true,
    finding: '',
    found: true,
    runs: 1,
    example: null,
    check: '',
    pattern: '',
    faults: [],
    link: null,
    history: true,
    ...change,
  });

  it('tells two readings of one version apart', () => {
    const other = { ...version, settings: { requeueId: 'own' } };
    expect([keyOf(version), keyOf(other)]).toEqual(['session-flag', 'session-flag requeueId=own']);
    expect(settingsText(other)).toBe('requeueId = own');
  });

  it('adds up what was found, and what of it nobody reported; what was found beside is no finding of the history', () => {
    const rows = [row({}), row({ reported: false }), row({ found: false }), row({ history: false, reported: false })];
    expect(summaryOf([{ version, runs: 5, rows }])).toEqual({ found: 2, named: 3, never: 1, versions: 1 });
  });

  it('counts a version once, however often it is told', () => {
    const other = { ...version, settings: { requeueId: 'own' } };
    const told = [version, other].map((each) => ({ version: each, runs: 5, rows: [row({})] }));
    expect(summaryOf(told)).toMatchObject({ found: 2, versions: 1 });
    expect(versionsIn(hindcastVersions)).toEqual({ all: 12, twice: ['session-flag'] });
    const words = historyTexts.summary(38, 38, 16, 12, versionsIn(hindcastVersions));
    expect(words).toContain('in 12 of 12 versions (session-flag is told under two readings)');
  });

  it('dates no version of which the history says only what came after', () => {
    const undated = hindcastVersions.filter(({ date }) => date === null);
    expect(undated.map(({ policy }) => policy)).toEqual([
      'fall-through',
      'fall-back-after-push',
      'unverified-runs-anyway',
    ]);
    expect(undated.every(({ commit }) => commit.startsWith('before '))).toBe(true);
  });

  it('comes with what campaigns found, each version with its own findings', () => {
    const file = new URL('../../../docs/campaigns/hindcast.json', import.meta.url);
    const { told, seeds } = keptFrom(hindcastVersions, JSON.parse(readFileSync(file, 'utf8')));
    expect(seeds).toBe(5);
    expect(Object.keys(told)).toEqual(hindcastVersions.map(keyOf));
    for (const { version, rows } of Object.values(told)) {
      const named = rows.filter(({ history }) => history);
      expect(named.map(({ finding }) => finding)).toEqual(version.findings.map(({ finding }) => finding));
      expect(rows.every(({ policy }) => policy === version.policy)).toBe(true);
      // Each example opens on what was found in it, whether the file says so or not.
      const linked = rows.filter(({ link }) => link !== null);
      expect(linked.map(({ link }) => new URLSearchParams(link ?? '').getAll('found'))).toEqual(
        linked.map(({ check, pattern }) => [`${check}/${pattern}`]),
      );
    }
  });
});
