/** What every view that asks a laboratory is framed by: what it is about, what is chosen, and how far it is. */
import './lab.css';
import { FlaskConical, Square, TriangleAlert } from 'lucide-react';
import { type FormEvent, type ReactElement, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { duration, figures } from '../format.ts';
import { Select } from '../parts/Select.tsx';
import { leftMs, rateOf, type Work } from '../store/desk.ts';
import { texts } from '../texts.ts';
import { useIsWrong, useWrongFields, WrongContext } from './wrong.ts';

interface FrameProps {
  readonly className: string;
  readonly heading: string;
  readonly about: string;
  readonly children: ReactNode;
}

/** How far each view was scrolled: who opens a run in it and comes back is where he was. */
const places = new Map<string, number>();

export function LabFrame({ className, heading, about, children }: FrameProps): ReactElement {
  const wrong = useWrongFields();
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    current.scrollTop = places.get(className) ?? 0;
    return () => void places.set(className, current.scrollTop);
  }, [className]);
  return (
    <section ref={place} className={`lab ${className}`} tabIndex={0} aria-label={heading}>
      <header className="lab-head">
        <h2>{heading}</h2>
        <p>{about}</p>
      </header>
      <WrongContext value={wrong}>{children}</WrongContext>
    </section>
  );
}

interface FormProps {
  readonly label: string;
  readonly work: Work;
  /** The word on the button. */
  readonly start: string;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly disabled?: boolean;
  /** More to do, beside the button. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

export function LabForm(props: FormProps): ReactElement {
  const { label, work, start, onStart, onStop, more, children } = props;
  const isWrong = useIsWrong();
  const disabled = isWrong || (props.disabled ?? false);
  const working = work.kind === 'working';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!working && !disabled) onStart();
  };
  return (
    <form className="lab-form" aria-label={label} onSubmit={submit}>
      {children}
      <div className="lab-do">
        {working ? (
          <button type="button" className="button primary" onClick={onStop}>
            <Square size={12} fill="currentColor" aria-hidden />
            {texts.lab.stop}
          </button>
        ) : (
          <button type="submit" className="button primary" disabled={disabled}>
            <FlaskConical size={14} aria-hidden />
            {start}
          </button>
        )}
        <fieldset className="lab-more" disabled={isWrong}>
          {more}
        </fieldset>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

function Choice({ label, children }: ChoiceProps): ReactElement {
  const id = useId();
  return (
    <div className="lab-choice">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface SelectChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly name: string }[];
  readonly disabled: boolean;
  readonly onChange: (value: T) => void;
}

export function SelectChoice<T extends string>(props: SelectChoiceProps<T>): ReactElement {
  const { label, value, options, disabled, onChange } = props;
  return (
    <Choice label={label}>
      {(id) => (
        <Select
          id={id}
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </Select>
      )}
    </Choice>
  );
}

interface WorkProps {
  readonly work: Work;
  readonly lost: readonly string[];
  readonly timeMs?: number | null;
  /** What it says before anything was asked; nothing where there is something already. */
  readonly idle?: string;
}

/** How far it is; why it ended, where it did not end by itself. */
export function LabWork({ work, lost, timeMs = null, idle }: WorkProps): ReactElement {
  return (
    <div className="lab-work">
      <Said work={work} timeMs={timeMs} idle={idle} />
      {lost.length > 0 ? (
        <p className="lab-lost" role="status">
          <TriangleAlert size={14} aria-hidden /> {texts.lab.lost(lost.length, lost.at(-1) ?? '')}
        </p>
      ) : null}
    </div>
  );
}

function Said({
  work,
  timeMs,
  idle,
}: {
  readonly work: Work;
  readonly timeMs: number | null;
  readonly idle: string | undefined;
}): ReactElement | null {
  const { lab } = texts;
  switch (work.kind) {
    case 'idle':
      return idle === undefined ? null : <p className="lab-idle">{idle}</p>;
    case 'done':
      return null;
    case 'stopped':
      return (
        <p className="lab-stopped" role="status">
          {lab.stopped}
        </p>
      );
    case 'failed': {
      const { problems } = texts;
      const { field, found, expected } = work.problem;
      return (
        <p className="lab-failed" role="alert">
          <TriangleAlert size={14} aria-hidden />
          <span>
            {problems.of(field)} {problems.found} <code>{found}</code>. {problems.fits} {expected}. {lab.stays}
          </span>
        </p>
      );
    }
    case 'working': {
      const { progress, hands } = work;
      if (progress === null) return <p role="status">{lab.starting(hands)}</p>;
      const left = leftMs(progress, timeMs);
      const share =
        progress.of === null
          ? timeMs === null
            ? 0
            : progress.elapsedMs / timeMs
          : progress.done / Math.max(1, progress.of);
      const words = [
        lab.done(
          progress.phase,
          figures.format(progress.done),
          progress.of === null ? '' : figures.format(progress.of),
        ),
        ...(progress.phase === 'shrinking' ? [] : [lab.rate(figures.format(rateOf(progress)))]),
        ...(progress.phase === 'exploring' ? [lab.found(progress.found)] : []),
        ...(left === null || progress.phase === 'shrinking' ? [] : [lab.left(duration(Math.ceil(left / 1000) * 1000))]),
        lab.hands(hands),
      ];
      return (
        <>
          <progress aria-label={lab.progress} max={1} value={Math.min(1, share)} />
          <p className="lab-figures">{words.join(' · ')}</p>
        </>
      );
    }
  }
}
