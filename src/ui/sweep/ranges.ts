/** What is varied, as one writes it in the address: `quietMs=500..3000:250`. Pure. */
import { type Range, RANGE_FORM, readRange, writeRange } from '../../sim/model/typed.ts';
import { type Field, fitting } from '../store/ask.ts';

export function rangeField(names: readonly string[]): Field<Range> {
  return {
    read: (text) => fitting(() => readRange('', text, names)),
    write: writeRange,
    expected: RANGE_FORM,
  };
}

/** None is a choice too: one thing alone is varied. */
export function optionalRange(names: readonly string[]): Field<Range | null> {
  const range = rangeField(names);
  return {
    read: (text) => (text === 'nothing' ? null : range.read(text)),
    write: (value) => (value === null ? 'nothing' : writeRange(value)),
    expected: `${range.expected}, or nothing`,
  };
}
