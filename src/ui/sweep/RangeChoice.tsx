/** What is varied, from where to where, by which step. */
import { type ReactElement, useId } from 'react';
import { NumberField } from '../lab/NumberField.tsx';
import { Select } from '../parts/Select.tsx';
import { sweepTexts } from '../texts/sweep.ts';
import { type Range, sizeOf } from './ranges.ts';

interface RangeChoiceProps {
  readonly label: string;
  readonly range: Range | null;
  readonly names: readonly string[];
  readonly optional?: boolean;
  readonly disabled: boolean;
  readonly onChange: (range: Range | null) => void;
}

const PARTS = ['from', 'to', 'step'] as const;
/** What one begins with where nothing was varied. */
const FIRST = { from: 1_000, to: 5_000, step: 1_000 };
const MOST = 999_999_999;

export function RangeChoice(props: RangeChoiceProps): ReactElement {
  const { label, range, names, optional = false, disabled, onChange } = props;
  const words = sweepTexts;
  const id = useId();
  return (
    <fieldset className="range-choice">
      <legend>{label}</legend>
      <Select
        aria-label={label}
        value={range?.name ?? ''}
        disabled={disabled}
        onChange={(event) => {
          const name = event.target.value;
          onChange(name === '' ? null : { ...(range ?? FIRST), name });
        }}
      >
        {optional ? <option value="">{words.nothing}</option> : null}
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      {range === null
        ? null
        : PARTS.map((part) => (
            <span key={part} className="range-part">
              <label htmlFor={`${id}-${part}`}>{words[part]}</label>
              <NumberField
                id={`${id}-${part}`}
                label={words.range(label, words[part])}
                value={range[part]}
                least={part === 'step' ? 1 : 0}
                most={MOST}
                // A range that does not go up would be none.
                fits={(value) => sizeOf({ ...range, [part]: value }) > 0}
                disabled={disabled}
                onChange={(value) => onChange({ ...range, [part]: value })}
              />
            </span>
          ))}
    </fieldset>
  );
}
