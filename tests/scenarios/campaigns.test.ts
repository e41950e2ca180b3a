/**
 * The counterexamples of the large campaigns (docs/campaigns) still show what they were kept for. Where a change of the
 * code moves the draws that one rests on, `npm run campaign` finds them anew. Of a policy with a contract only what the
 * contract excepts is held to: the rest is open, and whoever mends it need not ask here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/sim/explore/case.ts';
import { examine, noTimes } from '../../src/sim/explore/examine.ts';
import { type Plan, planUnder } from '../../src/sim/explore/index.ts';
import { type Failure, keyOf } from '../../src/sim/model/cause/index.ts';
import type { Scalar } from '../../src/sim/model/json.ts';
import { subject } from '../support/explore.ts';

interface Kept extends Failure {
  readonly excepted: boolean;
  readonly example: Case;
}

interface Beyond extends Failure {
  readonly example: Case;
}

const FOLDER = new URL('../../docs/campaigns/', import.meta.url);
/** Throws where there is no such file: a campaign whose figures are gone shows nothing. */
const held = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
/** The others hold rows of their own, each with an example or none. */
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !Array.isArray(held(name)));
/** What faults beyond the bounds of the generator show, and a campaign hardly meets: kept by hand. */
const beyond = held<readonly Beyond[]>('beyond.json');
/** Findings of one cause mostly share their example. */
const seen = new Map<string, readonly string[]>();

async function failuresOf(example: Case): Promise<readonly string[]> {
  const key = JSON.stringify(example);
  const before = seen.get(key);
  if (before !== undefined) return before;
  const { failures } = await examine(subject, example, () => 0, noTimes());
  const keys = failures.map(({ check, pattern }) => `${check} by ${pattern}`);
  seen.set(key, keys);
  return keys;
}

describe.each(files)('the counterexamples of %s', (file) => {
  const { findings: all, plan } = held<{ findings: readonly Kept[]; plan: Plan }>(file);
  const hasContract = all.some(({ excepted }) => excepted);
  const findings = all.filter(({ excepted }) => excepted || !hasContract);

  it('are excepted where the contract of today excepts them, and nowhere else', () => {
    const { excepted } = planUnder(plan.aim, plan.mode, plan.seed);
    expect(all.filter((kept) => kept.excepted !== excepted.includes(keyOf(kept)))).toEqual([]);
  });

  it('show whatever the contract excepts', () => {
    const shown = [...all, ...beyond].map(keyOf);
    expect(planUnder(plan.aim, plan.mode, plan.seed).excepted.filter((key) => !shown.includes(key))).toEqual([]);
  });

  it.each(findings.map(({ check, pattern, example }) => [`${check} by ${pattern}`, example] as const))(
    '%s',
    async (failure, example) => {
      expect(await failuresOf(example)).toContain(failure);
    },
  );
});

describe('the counterexamples that no campaign is likely to meet', () => {
  it('are each of something that the contract of their policy excepts', () => {
    const open = beyond.filter(({ example: { policy, settings }, ...failure }) => {
      const { excepted } = planUnder({ policy, settings, users: 1 }, 'random', 1);
      return !excepted.includes(keyOf(failure));
    });
    expect(open).toEqual([]);
  });

  it.each(beyond.map(({ check, pattern, example }) => [`${check} by ${pattern}`, example] as const))(
    '%s',
    async (failure, example) => {
      expect(await failuresOf(example)).toContain(failure);
    },
  );
});

interface Row {
  readonly check: string | null;
  readonly pattern: string | null;
  readonly example: Case | null;
}

const replayed = (name: string) =>
  held<readonly Row[]>(name).flatMap(({ check, pattern, example }) =>
    example === null ? [] : [[`${check} by ${pattern}`, example] as const],
  );

describe('the known failures that were found again', () => {
  it.each(replayed('recall.json'))('%s', async (failure, example) => {
    expect(await failuresOf(example)).toContain(failure);
  });
});

describe('what was found in the versions of the public history', () => {
  it.each(replayed('hindcast.json'))('%s', async (failure, example) => {
    expect(await failuresOf(example)).toContain(failure);
  });
});

interface Part extends Row {
  readonly mitigation: string;
  readonly value: Scalar;
}

describe('what shows a part of hardened to be needed', () => {
  const parts = held<readonly Part[]>('ablation.json').flatMap(({ mitigation, value, check, pattern, example }) =>
    example === null ? [] : [[mitigation, value, `${check} by ${pattern}`, example] as const],
  );

  it.each(parts)('breaks without %s, and holds with it', async (mitigation, value, failure, example) => {
    expect(await failuresOf(example)).toContain(failure);
    const settings = { ...example.settings, [mitigation]: value };
    expect(await failuresOf({ ...example, settings })).not.toContain(failure);
  });
});

it('there are some', () => {
  expect(files.length).toBeGreaterThan(0);
});
