import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/ui/theme.css', import.meta.url), 'utf8');

/** The tokens of one block of the theme, by name: only colours of six digits. */
function tokens(block: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    [...(block ?? '').matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
}

const light = tokens(css.match(/:root \{([^}]*)\}/)?.[1]);
const darkBySystem = tokens(css.match(/:root:not\(\[data-theme='light'\]\) \{([^}]*)\}/)?.[1]);
const dark = tokens(css.match(/:root\[data-theme='dark'\] \{([^}]*)\}/)?.[1]);

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2, 1.4.3: contrast ratio. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS: readonly (readonly [text: string, ground: string])[] = [
  ...['text-1', 'text-2', 'text-3'].flatMap((text) =>
    ['page', 'surface', 'header'].map((ground) => [text, ground] as const),
  ),
  ...['text-1', 'text-2'].flatMap((text) =>
    ['hover', 'blue-row', 'crimson-row', 'bubble'].map((ground) => [text, ground] as const),
  ),
  ['text-1', 'blue-bg'],
  ['text-1', 'crimson-bg'],
  ['blue', 'surface'],
  ['blue', 'blue-row'],
  ['blue', 'blue-bg'],
  ['green', 'surface'],
  ['green', 'green-bg'],
  ['crimson', 'surface'],
  ['crimson', 'crimson-bg'],
  ['crimson', 'crimson-row'],
  ['amber', 'surface'],
  ['violet', 'surface'],
  ['on-ink', 'ink'],
  ['on-crimson', 'crimson'],
  ['on-blue', 'blue'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, theme) => {
  it.each(TEXTS)('has %s readable on %s', (text, ground) => {
    expect(contrast(theme.get(text) ?? '', theme.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['edge', 'crimson', 'blue', 'amber-edge', 'instance-edge', 'quiet-hatch'])(
    'has edges in %s that can be seen',
    (edge) => {
      expect(contrast(theme.get(edge) ?? '', theme.get('surface') ?? '')).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('the dark theme', () => {
  it('is the same by choice and by the system', () => {
    expect([...darkBySystem]).toEqual([...dark]);
  });
});
