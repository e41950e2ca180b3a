/** The single tab, which all is measured by: it does well in every scenario but two. */
import { describe, expect, it } from 'vitest';
import { judgeView } from '../../src/sim/checks/index.ts';
import { run } from '../../src/sim/index.ts';
import { viewRun } from '../../src/sim/model/view/index.ts';
import { handWritten, inputsOf, optionsFor } from '../support/app.ts';

/** By variant: who types on for as long as that is waited for, and a tab that is closed answers nobody. */
const BROKEN: Readonly<Record<string, readonly string[]>> = {
  'endless-requeue / one-minute': ['waits-bounded'],
  'endless-requeue / 100-seconds': ['waits-bounded'],
  'endless-requeue / own-id-40-seconds': ['waits-bounded'],
  'tab-closed / at-1s': ['answered', 'burst-whole'],
};

describe('the single tab', () => {
  it.each(handWritten)('breaks in $name what is known of it, and nothing else', async ({ scenario, variant, name }) => {
    const trace = await run(optionsFor(inputsOf(scenario, variant.id)));
    const broken = judgeView(viewRun(trace, 'baseline')).filter(({ verdict }) => verdict === 'broken');
    expect(broken.map(({ check }) => check)).toEqual(BROKEN[name] ?? []);
  });
});
