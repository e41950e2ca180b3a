/** The page's colours as the canvas needs them: read from the custom properties of an element, so that a theme holds. */
import type { Tone } from '../layout/shapes.ts';

const NAMES = [
  'surface',
  'header',
  'text-1',
  'text-2',
  'text-3',
  'line',
  'line-2',
  'lifeline',
  'blue',
  'blue-row',
  'on-blue',
  'green',
  'green-bg',
  'crimson',
  'crimson-bg',
  'crimson-row',
  'on-crimson',
  'amber',
  'amber-edge',
  'amber-fill',
  'violet',
  'violet-fill',
  'instance',
  'instance-edge',
  'quiet-hatch',
  'quiet-base',
  'arrow',
  'answer',
] as const;

export type ColourName = (typeof NAMES)[number];

export interface Palette {
  readonly colours: Readonly<Record<ColourName, string>>;
  /** Font families for the few texts that are drawn. */
  readonly sans: string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  // Built from exactly these names.
  return {
    colours: colours as Record<ColourName, string>,
    sans: style.getPropertyValue('--sans').trim() || 'sans-serif',
  };
}

export function toneColour({ colours }: Palette, tone: Tone): string {
  switch (tone) {
    case 'plain':
      return colours['arrow'];
    case 'quiet':
      return colours['answer'];
    case 'message':
      return colours['blue'];
    case 'reply':
      return colours['green'];
    case 'failure':
      return colours['crimson'];
    case 'late':
    case 'lock':
      return colours['amber'];
    case 'model':
      return colours['violet'];
  }
}
