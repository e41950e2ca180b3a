import { describe, expect, it } from 'vitest';
import {
  arranged,
  AS_THEY_ARE,
  readArrangement,
  withFold,
  withLaneAt,
  writeArrangement,
} from '../../../src/ui/timeline/lanes/arrangement.ts';
import { geometryOf, isFolded, trackY } from '../../../src/ui/timeline/place/geometry.ts';
import { layoutOf } from '../../../src/ui/timeline/layout/index.ts';
import { drawnTrace } from '../ui/drawn-trace.ts';

const LANES = ['a', 'b', 'c', 'd'];
const order = (arrangement: Parameters<typeof arranged>[1], keys: readonly string[] = LANES): string =>
  arranged(keys, arrangement).join('');

describe('the arrangement of lanes', () => {
  it('is the usual one until somebody moves a lane', () => {
    expect(order(AS_THEY_ARE)).toBe('abcd');
    expect(order(withLaneAt(AS_THEY_ARE, LANES, 'd', 0))).toBe('dabc');
    expect(order(withLaneAt(AS_THEY_ARE, LANES, 'a', 99))).toBe('bcda');
  });

  it('puts a lane that was not there when it was made after its usual neighbour', () => {
    const moved = withLaneAt(AS_THEY_ARE, LANES, 'd', 0);
    expect(order(moved, ['a', 'b', 'x', 'c', 'd'])).toBe('dabxc');
    expect(order(moved, ['x', 'c', 'd'])).toBe('xdc');
  });

  it('keeps what it knows of lanes that this run has not', () => {
    const moved = withLaneAt(withLaneAt(AS_THEY_ARE, LANES, 'd', 0), ['p', 'q'], 'q', 0);
    expect(order(moved)).toBe('dabc');
    expect(order(moved, ['p', 'q'])).toBe('qp');
  });

  it('is forgotten where a lane is put back to where it was', () => {
    const moved = withLaneAt(AS_THEY_ARE, LANES, 'd', 0);
    expect(withLaneAt(moved, LANES, 'd', 3)).toEqual(AS_THEY_ARE);
    expect(withFold(withFold(AS_THEY_ARE, 'a'), 'a')).toEqual(AS_THEY_ARE);
  });

  it('is read as it was written, and what is no arrangement leaves the lanes as they are', () => {
    const made = withFold(withLaneAt(AS_THEY_ARE, LANES, 'd', 0), 'b');
    expect(readArrangement(writeArrangement(made))).toEqual(made);
    for (const text of [null, '', '[]', '{"order":1}', 'null', '{"order":[1,"a"],"folded":{}}'])
      expect(arranged(LANES, readArrangement(text))).toEqual(LANES);
  });
});

describe('lanes in pixels', () => {
  const { lanes, sections } = layoutOf(drawnTrace);
  const [section] = sections;
  if (section === undefined) throw new Error('a drawing has a section');
  const keys = lanes.slice(section.fromLane, section.toLane).map(({ side, name }) => `${side} ${name}`);
  const last = keys.length - 1;

  it('lie in the wanted order without gaps, a folded one as a thin strip with all its tracks in one line', () => {
    const wanted = withFold(withLaneAt(AS_THEY_ARE, keys, keys[last] ?? '', 0), keys[0] ?? '');
    const geometry = geometryOf(lanes, section, 40, wanted);
    expect(geometry.order[0]).toBe(section.fromLane + last);
    let bottom = 0;
    for (const lane of geometry.order) {
      const band = geometry.bands[lane - section.fromLane];
      expect(band?.y).toBe(bottom);
      bottom += band?.height ?? 0;
    }
    expect(bottom).toBe(geometry.height);
    expect(isFolded(geometry, section.fromLane)).toBe(true);
    expect(trackY(geometry, section.fromLane, 3)).toBe(trackY(geometry, section.fromLane, -1));
    expect(geometry.height).toBeLessThan(geometryOf(lanes, section, 40).height);
  });
});
