/** A section at a moment of looking: everything that painting, words and pointing need to agree on. */
import { type Band, type SectionGeometry, trackY } from './geometry.ts';
import type { Layout, Section } from '../layout/index.ts';
import type { Scale } from './scales.ts';
import type { Mark } from '../layout/shapes.ts';
import type { Sight } from './sight.ts';

export interface Scene {
  readonly layout: Layout;
  readonly section: Section;
  readonly geometry: SectionGeometry;
  readonly scale: Scale;
  readonly sight: Sight;
  /** Where the section is taller than its place: the part of it that is drawn. */
  readonly band?: Band;
}

/** Where a mark stands: on its track, or on its way to another lane. */
export function markY(geometry: SectionGeometry, { lane, track, towards }: Mark): number {
  const y = trackY(geometry, lane, track);
  if (towards === undefined) return y;
  return y + (trackY(geometry, towards.lane, -1) - y) * towards.share;
}
