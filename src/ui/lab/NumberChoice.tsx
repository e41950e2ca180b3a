/** A whole number with its label. What does not fit is said below the row of fields: a field is too narrow for it. */
import { type ReactElement, useId } from 'react';
import { readWhole } from '../../sim/model/typed.ts';
import { useDraft } from './use-draft.ts';

interface NumberChoiceProps {
  /** It is called so too where something is wrong with it. */
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

export function NumberChoice({ label, value, least, most, disabled, onChange }: NumberChoiceProps): ReactElement {
  const id = useId();
  const read = (text: string): number => readWhole(label, text, least, most);
  const { text, problem, type, settle } = useDraft({ id, value, write: String, read, onChange });
  return (
    <>
      <div className="lab-choice">
        <label htmlFor={id}>{label}</label>
        <NumberInput
          id={id}
          text={text}
          least={least}
          most={most}
          disabled={disabled}
          wrong={problem === null ? undefined : `${id}-wrong`}
          onType={type}
          onSettle={settle}
        />
      </div>
      <Wrong id={`${id}-wrong`} problem={problem} />
    </>
  );
}

interface NumberInputProps {
  readonly id: string;
  /** Where its label alone would not tell it from others. */
  readonly label?: string;
  readonly text: string;
  readonly least: number;
  readonly most?: number;
  readonly disabled: boolean;
  /** The element that says what is wrong, where something is. */
  readonly wrong: string | undefined;
  readonly onType: (text: string) => void;
  readonly onSettle: () => void;
}

export function NumberInput(props: NumberInputProps): ReactElement {
  const { id, label, text, least, most, disabled, wrong, onType, onSettle } = props;
  return (
    <input
      id={id}
      className="field mono"
      type="number"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={wrong !== undefined}
      aria-describedby={wrong}
      min={least}
      max={most}
      value={text}
      disabled={disabled}
      onChange={(event) => onType(event.target.value)}
      onBlur={() => onSettle()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        // It takes the value, and starts nothing.
        event.preventDefault();
        onSettle();
      }}
    />
  );
}

export function Wrong({ id, problem }: { readonly id: string; readonly problem: string | null }): ReactElement | null {
  return problem === null ? null : (
    <span id={id} className="wrong" role="alert">
      {problem}
    </span>
  );
}
