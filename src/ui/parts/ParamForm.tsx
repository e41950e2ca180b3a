/**
 * A form from specifications: settings, constants and the parameters of faults have no form of their own. A value
 * counts when the field is left or Enter is pressed; what does not fit says what would.
 */
import { RotateCcw } from 'lucide-react';
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { InputError } from '../../sim/model/errors.ts';
import type { Scalar } from '../../sim/model/json.ts';
import { expectedOf, parseScalar, type ParamSpec } from '../../sim/model/params.ts';
import type { Values } from '../../sim/model/scenario.ts';
import { duration, spoken } from '../format.ts';
import { Select } from './Select.tsx';
import { texts } from '../texts.ts';

interface ParamFormProps<S extends ParamSpec> {
  readonly specs: readonly S[];
  readonly values: Values;
  readonly onChange: (name: string, value: Scalar) => void;
  /** Names whose value a person changed. */
  readonly changed?: ReadonlySet<string>;
  readonly note?: (spec: S) => ReactNode;
  /** Takes a person's change back. */
  readonly onReset?: (name: string) => void;
}

export function ParamForm<S extends ParamSpec>(props: ParamFormProps<S>): ReactElement {
  const { specs, values, onChange, onReset, changed, note } = props;
  return (
    <div className="params">
      {specs.map((spec) => (
        <Field
          key={spec.name}
          spec={spec}
          value={values[spec.name] ?? spec.default}
          changed={changed?.has(spec.name) ?? false}
          note={note?.(spec)}
          onChange={(value) => onChange(spec.name, value)}
          onReset={onReset === undefined ? undefined : () => onReset(spec.name)}
        />
      ))}
    </div>
  );
}

/** Without the service, under whose heading it stands. */
function labelOf({ name }: ParamSpec): string {
  return spoken(name.slice(name.indexOf('.') + 1));
}

interface FieldProps {
  readonly spec: ParamSpec;
  readonly value: Scalar;
  readonly changed: boolean;
  readonly note: ReactNode;
  readonly onChange: (value: Scalar) => void;
  readonly onReset: (() => void) | undefined;
}

function Field({ spec, value, changed, note, onChange, onReset }: FieldProps): ReactElement {
  const id = useId();
  return (
    <div className="param" data-changed={changed}>
      <label htmlFor={id}>
        {labelOf(spec)}
        {spec.kind === 'number' && spec.unit !== 'count' ? <small> {spec.unit}</small> : null}
        {changed ? <em> {texts.conditions.changed}</em> : null}
      </label>
      {changed && onReset !== undefined ? (
        <button
          type="button"
          className="icon"
          aria-label={texts.conditions.takeBack(labelOf(spec))}
          title={texts.conditions.takeBack(labelOf(spec))}
          onClick={onReset}
        >
          <RotateCcw size={12} aria-hidden />
        </button>
      ) : null}
      <Control id={id} spec={spec} value={value} onChange={onChange} />
      <p id={`${id}-about`}>
        {spec.sentence}
        {note}
      </p>
    </div>
  );
}

interface ControlProps {
  readonly id: string;
  readonly spec: ParamSpec;
  readonly value: Scalar;
  readonly onChange: (value: Scalar) => void;
}

function Control({ id, spec, value, onChange }: ControlProps): ReactElement {
  switch (spec.kind) {
    case 'boolean':
      return (
        <input
          id={id}
          type="checkbox"
          className="switch"
          aria-describedby={`${id}-about`}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          id={id}
          aria-describedby={`${id}-about`}
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {spec.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </Select>
      );
    case 'number':
    case 'text':
      return <Typed key={String(value)} id={id} spec={spec} value={value} onChange={onChange} />;
  }
}

function Typed({ id, spec, value, onChange }: ControlProps): ReactElement {
  const [text, setText] = useState(String(value));
  const [wrong, setWrong] = useState(false);
  const commit = (): void => {
    if (text === String(value)) return setWrong(false);
    try {
      onChange(parseScalar(spec, text, spec.name));
      setWrong(false);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      setWrong(true);
    }
  };
  const suggestions = spec.kind === 'text' ? (spec.suggestions ?? []) : [];
  const inMs = spec.kind === 'number' && spec.unit === 'ms' ? Number(text) : 0;
  return (
    <span className="typed">
      <input
        id={id}
        className="field mono"
        inputMode={spec.kind === 'number' ? 'decimal' : 'text'}
        aria-describedby={wrong ? `${id}-wrong` : `${id}-about`}
        aria-invalid={wrong}
        list={suggestions.length === 0 ? undefined : `${id}-list`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      {suggestions.length === 0 ? null : (
        <datalist id={`${id}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion}>{suggestion}</option>
          ))}
        </datalist>
      )}
      {inMs >= 1000 ? <small>= {duration(inMs)}</small> : null}
      {wrong ? (
        <span id={`${id}-wrong`} className="wrong" role="alert">
          {texts.problems.fits} {expectedOf(spec)}
        </span>
      ) : null}
    </span>
  );
}
