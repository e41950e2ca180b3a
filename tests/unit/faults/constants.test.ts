/** Constants of the services and of the network that have another value for a while. */
import { describe, expect, it } from 'vitest';
import { burst, calls, effects, one, replies } from './told.ts';

describe('a constant', () => {
  it('has its value from then on, and its own again afterwards', async () => {
    const trace = await burst([{ fault: 'parameter', name: 'network.oneWayMs', value: '100', fromMs: 200, toMs: 400 }]);
    expect(calls(trace, 'webhook').map((line) => line.slice(-5))).toEqual(['0.400', '0.650', '0.800']);
    expect(effects(trace)).toEqual([
      '0.200 platform: network.oneWayMs is 100',
      '0.400 platform: network.oneWayMs is as before',
    ]);
  });

  it('of a service is told on that service', async () => {
    const trace = await one([{ fault: 'parameter', name: 'qstash.lateMs', value: '1000' }]);
    expect(effects(trace)).toEqual(['0.000 qstash: qstash.lateMs is 1000']);
    expect(replies(trace)).toEqual(['6.200 to 1']);
  });

  it('of the network does not reach the single tab, whose world is its own', async () => {
    const trace = await one([{ fault: 'parameter', name: 'network.oneWayMs', value: '500' }]);
    expect(replies(trace, 'baseline')).toEqual(['3.600 to 1']);
  });

  it.each([
    [{ name: 'qstash.window' }, 'faults[0].name: found "qstash.window", expected one of network.oneWayMs, '],
    [{ value: 'soon' }, 'faults[0].value: found "soon", expected a number from 0 to 7776000000'],
    [{ name: 'platform.model', value: 'vast' }, 'faults[0].value: found "vast", expected one of classic, fluid'],
  ])('that does not exist or does not fit is refused: %o', async (given, sentence) => {
    await expect(burst([{ fault: 'parameter', ...given }])).rejects.toThrow(sentence);
  });
});

describe('a heavy tail', () => {
  it('makes a share of the legs long, drawn from the seed, for as long as it lasts', async () => {
    const all = { fault: 'heavy-tail', share: 1, minMs: 1_000, maxMs: 1_000, toMs: 300 };
    const trace = await burst([all]);
    expect(calls(trace, 'webhook').map((line) => line.slice(0, 5) + line.slice(-6))).toEqual([
      '0.000 1.250',
      '0.250 1.500',
      '0.500 0.800',
    ]);
    expect(replies(trace, 'baseline')).toEqual(['4.100 to 3']);
  });

  it('whose longest is shorter than its shortest is refused', async () => {
    await expect(burst([{ fault: 'heavy-tail', minMs: 500, maxMs: 400 }])).rejects.toThrow(
      'faults[0].maxMs: found 400, expected at least 500',
    );
  });
});
