/**
 * A run as a test ready to paste: for Playwright, which reads the verdicts off the page as a user does, and for
 * Vitest, which judges the trace. Both expect what this run showed, so that they pass today and fail when it changes.
 */
import type { Export, ExportedRun } from './exported.ts';

function literal(value: unknown): string {
  return JSON.stringify(value);
}

function nameOf({ title, trace, verdicts }: ExportedRun): string {
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken').map(({ check }) => check);
  const what = broken.length === 0 ? 'breaks nothing' : `breaks ${broken.join(', ')}`;
  return `${title} (${trace.inputs.variant}) ${what}`;
}

export const playwrightTest: Export = {
  id: 'playwright',
  title: 'Playwright test',
  sentence: 'Opens this run on the page and reads its verdicts as a user does.',
  suffix: '.spec.ts',
  mediaType: 'text/plain',
  make: (run) =>
    [
      `import { expect, test } from 'playwright/test';`,
      '',
      `// ${run.command}`,
      `const LINK = ${literal(run.link)};`,
      '',
      '/** What production showed, by the name of the check. */',
      'const VERDICTS = {',
      ...run.verdicts.map(({ title, word }) => `  ${literal(title)}: ${literal(word)},`),
      '};',
      '',
      `test(${literal(nameOf(run))}, async ({ page }) => {`,
      '  await page.goto(LINK);',
      `  await page.getByRole('tab', { name: 'Verdicts' }).click();`,
      '  for (const [check, word] of Object.entries(VERDICTS)) {',
      `    const heading = page.getByRole('heading', { name: check });`,
      `    const row = page.getByRole('listitem').filter({ has: heading });`,
      '    await expect(row).toContainText(`Production ${word}`);',
      '  }',
      '});',
      '',
    ].join('\n'),
};

export const vitestTest: Export = {
  id: 'vitest',
  title: 'Vitest test',
  sentence: 'Runs these inputs without a page and judges the trace; it belongs into tests/scenarios.',
  suffix: '.test.ts',
  mediaType: 'text/plain',
  make: (run) =>
    [
      `import { expect, it } from 'vitest';`,
      `import { judge } from '../../src/sim/checks/index.ts';`,
      `import { run } from '../../src/sim/index.ts';`,
      `import type { RunInputs } from '../../src/sim/model/trace.ts';`,
      `import { optionsFor } from '../support/app.ts';`,
      '',
      `// ${run.command}`,
      `const INPUTS: RunInputs = ${JSON.stringify(run.trace.inputs, null, 2)};`,
      '',
      `it(${literal(nameOf(run))}, async () => {`,
      '  const verdicts = judge(await run(optionsFor(INPUTS)));',
      '  expect(Object.fromEntries(verdicts.map(({ check, verdict }) => [check, verdict]))).toEqual({',
      ...run.verdicts.map(({ check, verdict }) => `    ${literal(check)}: ${literal(verdict)},`),
      '  });',
      '});',
      '',
    ].join('\n'),
};
