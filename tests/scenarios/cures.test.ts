/**
 * No outcome is scripted: take the scenario's fault away, or switch the mitigation on, and the failure goes; the
 * check that it broke holds again. And where nothing is wrong, something can go wrong.
 */
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../src/scenarios/index.ts';
import { verdictOf } from '../support/cure.ts';
import { breaks } from './cures/breaks.ts';
import { documentCures } from './cures/document.ts';
import { foundCures } from './cures/found.ts';
import { historyCures } from './cures/history.ts';
import { recommendedCures } from './cures/recommended.ts';
import { wireCures } from './cures/wire.ts';

const CURES = [...documentCures, ...foundCures, ...wireCures, ...historyCures, ...recommendedCures];

describe.each(CURES)('$scenario: $name', (cure) => {
  it(`breaks ${cure.check} as it is, and keeps it when cured`, async () => {
    expect(await verdictOf(cure, {})).toBe('broken');
    expect(await verdictOf(cure, cure.by)).toBe('holds');
  });
});

describe.each(breaks)('$scenario: $name', (way) => {
  it(`keeps ${way.check} as it is, and breaks it so`, async () => {
    expect(await verdictOf(way, {})).toBe('holds');
    expect(await verdictOf(way, way.by)).toBe('broken');
  });
});

it('no scenario is without a cure, or without a way to break it', () => {
  const tried = new Set([...CURES, ...breaks].map(({ scenario }) => scenario));
  const untried = scenarios.filter(({ id, kind }) => kind !== 'explored' && !tried.has(id));
  expect(untried.map(({ id }) => id)).toEqual([]);
});
