/** Speeds on a slider: equal ways are equal factors. Its places are the logarithms of the speeds, in hundredths. */

/** From a tenth to a thousand times real time. */
export const SLIDER = { least: -100, most: 300, step: 5 } as const;

/** Two figures say enough: 3.2 and not 3.16228. */
export function speedAt(place: number): number {
  return Number((10 ** (place / 100)).toPrecision(2));
}

export function placeOfSpeed(speed: number): number {
  const place = Math.round(Math.log10(speed) * 100);
  return Math.min(Math.max(SLIDER.least, place), SLIDER.most);
}
