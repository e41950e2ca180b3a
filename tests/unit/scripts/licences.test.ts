import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

it.each(['inter', 'jetbrains-mono', 'noto-sans-georgian'])('the page carries the licence of the font %s', (font) => {
  const shipped = readFileSync(join(ROOT, 'public/licences', `${font}.txt`), 'utf8');
  expect(shipped).toContain('SIL OPEN FONT LICENSE');
  expect(shipped).toBe(readFileSync(join(ROOT, 'node_modules/@fontsource-variable', font, 'LICENSE'), 'utf8'));
});
