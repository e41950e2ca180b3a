/** Webhooks and deliveries that come again, late, or in another order. */
import { describe, expect, it } from 'vitest';
import { arrivals, burst, calls, one, replies } from './told.ts';

describe('a webhook', () => {
  it('that is sent again comes at that moment, under the same message id', async () => {
    const trace = await burst([{ fault: 'webhook-again', nth: 2, atMs: 2_200 }]);
    expect(arrivals(trace, 'webhook').map((line) => line.slice(0, 5))).toEqual(['0.050', '0.300', '0.550', '2.250']);
    const mids = trace.events.flatMap((event) =>
      event.kind === 'arrival' && event.operation === 'webhook' ? [event.messages[0]] : [],
    );
    expect(mids[3]).toBe(mids[1]);
    // The copy makes the list fresh, the re-queue is dropped, nobody is answered.
    expect(replies(trace)).toEqual([]);
  });

  it('that is late is overtaken', async () => {
    const trace = await burst([{ fault: 'webhook-late', nth: 1, byMs: 1_000 }]);
    expect(arrivals(trace, 'webhook').map((line) => line.slice(0, 5))).toEqual(['0.300', '0.550', '1.050']);
  });

  it('that Messenger repeats by itself is no further message', async () => {
    const trace = await burst([
      { fault: 'call-fails', to: 'platform', operation: 'webhook' },
      { fault: 'webhook-late', nth: 2, byMs: 3_000 },
    ]);
    expect(calls(trace, 'webhook').map((line) => line.slice(0, 5))).toEqual(['0.000', '0.100', '0.250', '0.500']);
    expect(arrivals(trace, 'webhook').at(-1)?.slice(0, 5)).toBe('3.300');
  });
});

describe('a delivery', () => {
  it('that is late leaves the user waiting as long', async () => {
    expect(replies(await one([{ fault: 'qstash-late', byMs: 70_000 }]))).toEqual(['75.200 to 1']);
  });

  it('that is made again finds what the first has left', async () => {
    const trace = await one([{ fault: 'qstash-delivers-again', atMs: 35_000 }]);
    expect(arrivals(trace, 'processor').map((line) => line.slice(0, 6))).toEqual(['3.250 ', '35.050']);
    expect(replies(trace)).toEqual(['5.200 to 1']);
  });
});
