/** The single tab as a page whose code may be wrong: what it throws stands in its console, and the run goes on. */
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../../src/sim/model/app.ts';
import { answersOf, logOf, ok, runOwn } from '../../support/own-app.ts';

const tabOf = (baseline: Baseline) =>
  runOwn({ at: [0, 500], baseline, app: () => ({ '/api/webhook': async () => ok() }) });

describe('a tab that throws', () => {
  it('while its script runs says so once, and listens to nothing: a page runs its script once', async () => {
    let opened = 0;
    const trace = await tabOf(() => {
      opened += 1;
      throw new TypeError('Missing credentials');
    });
    expect(opened).toBe(1);
    expect(logOf(trace)).toEqual(['0.000 tab Uncaught TypeError: Missing credentials']);
    expect(trace.events.filter(({ kind, side }) => kind === 'message' && side === 'baseline')).toHaveLength(2);
    expect(answersOf(trace)).toHaveLength(2);
    expect(trace.end.reason).toBe('quiet');
  });

  it('at a message says so, and takes the next one', async () => {
    const trace = await tabOf(({ show }) => ({
      submit: (user, text) => {
        if (text === 'message 1') throw new Error('boom');
        show(user, `to ${text}`);
      },
    }));
    expect(logOf(trace)).toEqual(['0.000 tab Uncaught Error: boom']);
    expect(trace.events.flatMap((event) => (event.kind === 'reply' ? [event.text] : []))).toEqual(['to message 2']);
  });
});
