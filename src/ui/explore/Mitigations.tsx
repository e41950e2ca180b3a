/** The switches of the hardened policy and other candidates, each to be had by itself. */
import { type ReactElement, useId } from 'react';
import type { AppDescription } from '../../sim/model/app.ts';
import { mitigationsOf } from '../../sim/model/mitigations.ts';
import { exploreTexts } from '../texts/explore.ts';

interface MitigationsProps {
  readonly app: AppDescription;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function Mitigations({ app, chosen, onChange }: MitigationsProps): ReactElement {
  const id = useId();
  const names = Object.keys(mitigationsOf(app));
  return (
    <div className="mitigations">
      <p className="hint">{exploreTexts.mitigationsAbout}</p>
      <ul>
        {names.map((name, i) => {
          const spec = app.settings.find((known) => known.name === name);
          const on = chosen.includes(name);
          return (
            <li key={name}>
              <input
                id={`${id}-${name}`}
                type="checkbox"
                className="switch"
                checked={on}
                aria-describedby={`${id}-${name}-about`}
                {...(i === 0 ? { 'data-focus-first': true } : {})}
                onChange={() => onChange(on ? chosen.filter((each) => each !== name) : [...chosen, name])}
              />
              <label htmlFor={`${id}-${name}`}>{name}</label>
              <small id={`${id}-${name}-about`}>{spec?.sentence}</small>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
