/** A check-list for the set-up: what somebody types is put to the real logic, and its own log lines answer. */
import { type ReactElement, useId } from 'react';
import type { LogLine } from '../../sim/model/app.ts';
import { PLACES, type SetUp } from '../../sim/model/diagnose/index.ts';
import { Select } from '../parts/Select.tsx';
import { diagnoseTexts } from '../texts/diagnose.ts';
import { desk, useDesk } from './desk.ts';
import { SetUpSays } from './SetUpSays.tsx';

const LONGEST_VALUE = 2_000;

export function SetUpCheck({ logLines }: { readonly logLines: readonly LogLine[] }): ReactElement {
  const words = diagnoseTexts.setUp;
  const setUp = useDesk((state) => state.setUp);
  const id = useId();
  const set = (change: Partial<SetUp>): void => desk.setState({ setUp: { ...setUp, ...change } });
  return (
    <section className="set-up" aria-labelledby={`${id}-heading`}>
      <h3 id={`${id}-heading`}>{words.heading}</h3>
      <p>{words.about}</p>
      <div className="set-up-both">
        <div className="set-up-fields">
          <Text name="name" label={words.name} />
          <div className="set-up-field">
            <label htmlFor={`${id}-value`}>{words.value}</label>
            <div>
              <textarea
                id={`${id}-value`}
                className="field mono"
                rows={1}
                spellCheck={false}
                maxLength={LONGEST_VALUE}
                disabled={!setUp.isSet}
                value={setUp.value}
                onChange={({ target }) => set({ value: target.value })}
              />
              <output className="mono" aria-label={words.valueShown}>
                <Visible text={setUp.isSet ? setUp.value : ''} />
              </output>
            </div>
          </div>
          <Check name="isSet" label={words.isSet} />
          <Check name="trims" label={words.trims} />
          <Text name="user" label={words.user} />
          <Text name="testUsers" label={words.testUsers} />
          <div className="set-up-field">
            <label htmlFor={`${id}-place`}>{words.place}</label>
            <Select
              id={`${id}-place`}
              value={setUp.place}
              onChange={({ target }) => set({ place: PLACES.find((place) => place === target.value) ?? setUp.place })}
            >
              {PLACES.map((place) => (
                <option key={place} value={place}>
                  {words.places[place]}
                </option>
              ))}
            </Select>
          </div>
        </div>
        <SetUpSays setUp={setUp} logLines={logLines} />
      </div>
    </section>
  );
}

interface FieldProps<N extends keyof SetUp> {
  readonly name: N;
  readonly label: string;
}

function Text({ name, label }: FieldProps<'name' | 'user' | 'testUsers'>): ReactElement {
  const id = useId();
  const value = useDesk((state) => state.setUp[name]);
  return (
    <div className="set-up-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field mono"
        spellCheck={false}
        autoComplete="off"
        maxLength={name === 'name' ? 128 : LONGEST_VALUE}
        value={value}
        onChange={({ target }) => desk.setState(({ setUp }) => ({ setUp: { ...setUp, [name]: target.value } }))}
      />
    </div>
  );
}

function Check({ name, label }: FieldProps<'isSet' | 'trims'>): ReactElement {
  const id = useId();
  const checked = useDesk((state) => state.setUp[name]);
  return (
    <div className="set-up-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="checkbox"
        className="switch"
        checked={checked}
        onChange={({ target }) => desk.setState(({ setUp }) => ({ setUp: { ...setUp, [name]: target.checked } }))}
      />
    </div>
  );
}

/** Spaces, tabs and line breaks as signs. */
function Visible({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {Array.from(text, (letter, at) => {
        const sign = letter === '\n' ? '⏎' : letter === '\t' ? '⇥' : '·';
        return /\s/u.test(letter) ? <mark key={at}>{sign}</mark> : letter;
      })}
    </>
  );
}
