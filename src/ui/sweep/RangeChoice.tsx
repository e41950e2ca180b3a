/** What is varied, from where to where, by which step: all of it is one choice, as the command line has it. */
import { type ReactElement, useId } from 'react';
import { type Range, readRange, writeRange } from '../../sim/model/typed.ts';
import { NumberInput, Wrong } from '../lab/NumberChoice.tsx';
import { useDraft } from '../lab/use-draft.ts';
import { Select } from '../parts/Select.tsx';
import { sweepTexts } from '../texts/sweep.ts';

interface RangeChoiceProps {
  readonly label: string;
  readonly range: Range | null;
  readonly names: readonly string[];
  readonly optional?: boolean;
  readonly disabled: boolean;
  readonly onChange: (range: Range | null) => void;
}

const PARTS = ['from', 'to', 'step'] as const;
type Part = (typeof PARTS)[number];
type Texts = Readonly<Record<Part | 'name', string>>;
/** What one begins with where nothing was varied. */
const FIRST = { from: 1_000, to: 5_000, step: 1_000 };

export function RangeChoice(props: RangeChoiceProps): ReactElement {
  const { label, range, names, optional = false, disabled, onChange } = props;
  const words = sweepTexts;
  const id = useId();
  const { text, problem, type, settle } = useDraft({
    id,
    value: range,
    write: (value) => (value === null ? '' : writeRange(value)),
    read: (typed) => (typed === '' ? null : readRange(label, typed, names)),
    onChange,
  });
  const parts = partsOf(text);
  const name = parts?.name ?? '';
  return (
    <fieldset className="range-choice">
      <legend>{label}</legend>
      <Select
        aria-label={label}
        value={name}
        disabled={disabled}
        onChange={({ target: { value } }) =>
          settle(
            value === ''
              ? ''
              : parts === null
                ? writeRange({ ...FIRST, name: value })
                : textOf({ ...parts, name: value }),
          )
        }
      >
        {optional ? <option value="">{words.nothing}</option> : null}
        {names.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Select>
      {parts === null
        ? null
        : PARTS.map((part) => (
            <span key={part} className="range-part">
              <label htmlFor={`${id}-${part}`}>{words[part]}</label>
              <NumberInput
                id={`${id}-${part}`}
                label={words.range(label, words[part])}
                text={parts[part]}
                least={part === 'step' ? 1 : 0}
                disabled={disabled}
                wrong={problem === null ? undefined : `${id}-wrong`}
                onType={(typed) => type(textOf({ ...parts, [part]: typed }))}
                onSettle={() => settle()}
              />
            </span>
          ))}
      <Wrong id={`${id}-wrong`} problem={problem} />
    </fieldset>
  );
}

function textOf({ name, from, to, step }: Texts): string {
  return `${name}=${from}..${to}:${step}`;
}

/** Also of a range that is not whole yet; null: nothing is varied. */
function partsOf(text: string): Texts | null {
  const [, name = '', from = '', to = '', step = ''] = /^(.*)=(.*)\.\.(.*):(.*)$/.exec(text) ?? [];
  return name === '' ? null : { name, from, to, step };
}
