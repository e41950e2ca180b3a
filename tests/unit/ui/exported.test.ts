/** What an export of the page says: the page's words, the page's address, a command that brings the run back. */
import { describe, expect, it } from 'vitest';
import { EXPORTS } from '../../../src/sim/model/export/index.ts';
import { exportedRun, fileNameOf } from '../../../src/ui/store/exported.ts';
import { initialState, type PageState } from '../../../src/ui/store/state.ts';
import { drawnResult } from './drawn-trace.ts';

const LINK = "https://bench.example/#scenario=requeue-deduplicated&variant=same-id&filter='";
const words = { link: LINK, wordOf: (outcome: string) => `in a word ${outcome}` };
const shown: PageState = {
  ...initialState('auto', false),
  choice: { scenario: 'requeue-deduplicated', variant: 'same-id' },
  result: drawnResult,
};

function made(id: string, state: PageState): string {
  const run = exportedRun(state, words);
  const found = EXPORTS.find((each) => each.id === id);
  if (run === null || found === undefined) throw new Error(`no export ${id} of this run`);
  return found.make(run);
}

describe('an exported run', () => {
  it('goes to the page’s own address and reads what the page shows there', () => {
    const test = made('playwright', shown);
    expect(test).toContain(JSON.stringify(LINK));
    expect(test).toContain('"answered": "in a word broken"');
  });

  it('has a command that a shell takes as it is', () => {
    expect(exportedRun(shown, words)?.command).toBe(
      "npm run --silent batchsim -- run --link '#scenario=requeue-deduplicated&variant=same-id&filter=%27'",
    );
  });

  it('is replayed from its trace where a link would be too long to be sent', () => {
    const link = `${LINK}${'a'.repeat(9_000)}`;
    expect(exportedRun(shown, { ...words, link })?.command).toBe(
      'npm run --silent batchsim -- replay requeue-deduplicated-same-id-1.trace.json',
    );
  });

  it('is nothing as long as nothing has run', () => {
    expect(exportedRun(initialState('auto', false), words)).toBeNull();
    expect(fileNameOf(shown)).toBe('requeue-deduplicated-same-id-1');
  });
});
