/** What is varied, from where to where, by which step. */
import { type ReactElement, useId } from 'react';
import { Select } from '../parts/Select.tsx';
import { sweepTexts } from '../texts/sweep.ts';
import type { Range } from './ranges.ts';

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
              <input
                id={`${id}-${part}`}
                key={range[part]}
                className="field mono"
                type="number"
                inputMode="numeric"
                aria-label={words.range(label, words[part])}
                min={part === 'step' ? 1 : 0}
                max={MOST}
                defaultValue={range[part]}
                disabled={disabled}
                onBlur={(event) => {
                  const value = event.target.valueAsNumber;
                  const fits = Number.isInteger(value) && value >= (part === 'step' ? 1 : 0) && value <= MOST;
                  const next = { ...range, [part]: value };
                  // A range that does not go up would be none; what was there stays.
                  if (!fits || next.to < next.from) event.target.value = String(range[part]);
                  else if (value !== range[part]) onChange(next);
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') event.currentTarget.blur();
                }}
              />
            </span>
          ))}
    </fieldset>
  );
}
