/** A section of a trace as it is looked at: what painting, words and pointing are given. */
import type { Side, Trace } from '../../../src/sim/model/trace.ts';
import { geometryOf } from '../../../src/ui/timeline/place/geometry.ts';
import { interestingView, layoutOf } from '../../../src/ui/timeline/layout/index.ts';
import type { Scene } from '../../../src/ui/timeline/place/scene.ts';
import { sightOf } from '../../../src/ui/timeline/place/sight.ts';
import type { TimeView } from '../../../src/ui/timeline/layout/shapes.ts';

export function sceneOf(
  trace: Trace,
  side: Side = 'pipeline',
  width = 768,
  view: TimeView = interestingView(trace),
): Scene {
  const layout = layoutOf(trace);
  const section = layout.sections.find((candidate) => candidate.side === side);
  if (section === undefined) throw new Error(`No section of the ${side}`);
  const scale = { ...view, width };
  return { layout, section, geometry: geometryOf(layout.lanes, section, 40), scale, sight: sightOf(section, scale) };
}

/** Six pixels a letter. */
export const sixPixels = (text: string): number => text.length * 6;
