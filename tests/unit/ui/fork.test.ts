/** What is said of a fork's past: whether it is still the one that it comes from, and where else the two part. */
import { describe, expect, it } from 'vitest';
import { heldAgainst } from '../../../src/ui/store/fork.ts';
import { drawnTrace } from './drawn-trace.ts';

const AT = 4;
const past = (sign: string) => ({ atMs: 3_000, events: 5, hash: sign.repeat(64) });
const made = { atMs: 3_000, before: past('a'), now: past('a'), differsAt: null };
const changed = {
  ...drawnTrace,
  events: drawnTrace.events.map((event, i) => (i === AT ? { ...event, atMs: event.atMs + 1 } : event)),
};

describe('a fork', () => {
  it('has its past as long as the hash is the same', () => {
    expect(heldAgainst(made, past('a'), changed, drawnTrace).differsAt).toBeNull();
  });

  it('parts from it at the first event that a change made another, whatever is changed after that', () => {
    const parted = heldAgainst(made, past('b'), changed, drawnTrace);
    expect(parted.differsAt).toBe(AT);
    expect(heldAgainst(parted, past('c'), drawnTrace, changed).differsAt).toBe(AT);
    expect(heldAgainst(parted, past('a'), drawnTrace, changed).differsAt).toBeNull();
  });

  it('of a link whose past is another one by now does not say where, not even when something is changed', () => {
    const opened = heldAgainst(made, past('b'), drawnTrace, undefined);
    expect(opened).toMatchObject({ now: past('b'), differsAt: null });
    expect(heldAgainst(opened, past('c'), changed, drawnTrace).differsAt).toBeNull();
  });
});
