/** What `create` accepts. Its reader and the model’s (`readParams`) know the same table and must agree. */
import { describe, expect, it } from 'vitest';
import { create, createBaseline, describe as describeLogic } from '../../../src/batching/index.ts';
import { matrixColumns } from '../../../src/sim/explore/index.ts';
import { mitigationsOf } from '../../../src/sim/model/mitigations.ts';
import { readParams } from '../../../src/sim/model/params.ts';

const { settings, policies } = describeLogic();

describe('the settings', () => {
  it.each(['lockms', 'constructor', 'toString', '__proto__', ''])('that do not exist are refused: %j', (name) => {
    const given = Object.fromEntries([[name, 1]]);
    expect(() => create(given)).toThrow(`settings.${name}: no such setting`);
    expect(() => createBaseline(given)).toThrow(`settings.${name}: no such setting`);
  });

  it.each([
    ['lockMs', '30000'],
    ['lockMs', -1],
    ['lockMs', Number.NaN],
    ['lockMs', Number.POSITIVE_INFINITY],
    ['publishRetries', 6],
    ['historyLimit', 1],
    ['trimFlag', 'true'],
    ['trimFlag', 1],
    ['requeueId', 'other'],
    ['fallback', true],
    ['testUsers', 3_282_789_748_459_241],
    ['testUsers', 'x'.repeat(2_001)],
  ])('that do not fit are refused: %s', (name, value) => {
    expect(() => create({ [name]: value })).toThrow(`settings.${name}: `);
    expect(() => readParams(settings, { [name]: value }, 'settings')).toThrow(`settings.${name}`);
  });

  it('accept their own defaults, and both ends of every range', () => {
    for (const spec of settings) {
      const fitting = spec.kind === 'number' ? [spec.default, spec.min, spec.max] : [spec.default];
      for (const value of fitting) expect(() => create({ [spec.name]: value })).not.toThrow();
    }
  });

  it('are as the reference document has them, where nothing is given', () => {
    expect(readParams(settings, {}, 'settings')).toMatchObject({
      delayMs: 3_000,
      quietMs: 1_500,
      requeueDelayMs: 2_000,
      requeueId: 'same',
      publishRetries: 0,
      lockMs: 30_000,
      historyLimit: 40,
      tabQuietMs: 2_000,
      testUsers: '3282789748459241',
    });
  });

  it('of every policy fit', () => {
    for (const policy of policies) expect(() => create(policy.settings)).not.toThrow();
    expect(policies.find(({ id }) => id === 'documented')?.settings).toEqual({});
  });
});

describe('the candidates among the mitigations', () => {
  const { mitigations, policies, settings } = describeLogic();
  const hardened: object = policies.find(({ id }) => id === 'hardened')?.settings ?? {};

  it.each(Object.entries(mitigations))('%s is a setting of another value than %j', (name, value) => {
    const spec = settings.find((each) => each.name === name);
    expect(spec?.default).not.toBe(undefined);
    expect(spec?.default).not.toBe(value);
    expect(() => create({ [name]: value })).not.toThrow();
    expect(hardened).not.toHaveProperty(name);
  });

  it('can be had one by one, as those of the hardened policy can', () => {
    const app = describeLogic();
    const columns = matrixColumns(app).flatMap(({ mitigation }) => mitigation ?? []);
    expect(columns).toEqual([...Object.keys(hardened), ...Object.keys(mitigations)]);
    expect(mitigationsOf(app)).toMatchObject({ flowControl: 'user', readFrom: 'primary', triggerId: 'generation' });
  });
});
