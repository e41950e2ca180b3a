/** A whole number: it counts when its field is left or Enter is pressed; where it does not fit, what was there stays. */
import type { ReactElement } from 'react';

interface NumberFieldProps {
  readonly id: string;
  /** Where its label alone would not tell it from others. */
  readonly label?: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** What else it must do. */
  readonly fits?: (value: number) => boolean;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

const always = (): boolean => true;

export function NumberField(props: NumberFieldProps): ReactElement {
  const { id, label, value, least, most, fits = always, disabled, onChange } = props;
  return (
    <input
      id={id}
      key={value}
      className="field mono"
      type="number"
      inputMode="numeric"
      aria-label={label}
      min={least}
      max={most}
      defaultValue={value}
      disabled={disabled}
      onBlur={(event) => {
        const typed = event.target.valueAsNumber;
        if (!Number.isInteger(typed) || typed < least || typed > most || !fits(typed))
          event.target.value = String(value);
        else if (typed !== value) onChange(typed);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
