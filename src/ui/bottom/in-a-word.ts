/** What tells one armed fault from another of its kind, for its chip: `40 s`, `processor, DEL`, `" true "`. */
import type { Scalar } from '../../sim/model/json.ts';
import type { ParamSpec } from '../../sim/model/params.ts';
import type { FaultInput } from '../../sim/model/scenario.ts';
import { spoken, withUnit } from '../format.ts';

const MOST = 2;

/** The first parameters that are not as they usually are; where all are, how much it is, or else the first of all. */
export function inAWord(specs: readonly ParamSpec[], fault: FaultInput): string {
  const words = specs.flatMap((spec) => {
    const value = fault[spec.name];
    return value === undefined || value === spec.default ? [] : wordOf(spec, value);
  });
  const telling = specs.find(isAmount) ?? specs[0];
  const usual = telling === undefined ? [] : wordOf(telling, telling.default);
  return (words.length > 0 ? words.slice(0, MOST) : usual).join(', ');
}

/** How long or how fast. A count says which one, and an end of the range (from the start on, for ever) says nothing. */
function isAmount(spec: ParamSpec): boolean {
  if (spec.kind !== 'number' || (spec.unit !== 'ms' && spec.unit !== 'ppm')) return false;
  return spec.default !== 0 && spec.default !== spec.min && spec.default !== spec.max;
}

function wordOf(spec: ParamSpec, value: Scalar): readonly string[] {
  if (typeof value === 'boolean') return value ? [spoken(spec.name)] : [];
  const text = withUnit(spec, value);
  // Spaces at an end are easily the whole fault, and are not seen.
  return [typeof value === 'string' && value !== value.trim() ? JSON.stringify(value) : text];
}
