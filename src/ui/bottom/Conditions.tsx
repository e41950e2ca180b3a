/** The conditions of the run: seed, policy, profile, settings, constants, messages, faults. Every change runs at once. */
import { Dices, RotateCcw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { PROFILE_IDS } from '../../sim/model/scenario.ts';
import { usePageState } from '../context.ts';
import { KeepAsMine } from '../own/OwnBar.tsx';
import { Select } from '../parts/Select.tsx';
import { StepTools } from '../steps/StepTools.tsx';
import { summaryKey } from '../store/state.ts';
import { texts } from '../texts.ts';
import { ConstantsSheet, SettingsSheet } from './Sheets.tsx';
import { Faults } from './Faults.tsx';
import { Messages } from './Messages.tsx';
import { useOverrides } from './overrides.ts';

export function Conditions(): ReactElement {
  const shows = usePageState((state) => summaryKey(state.choice));
  return (
    <section className="conditions" aria-label={texts.landmarks.conditions}>
      <Seed />
      <Policy />
      <Profile />
      <SettingsSheet />
      <ConstantsSheet />
      <Messages />
      <span className="divider" aria-hidden />
      {/* The forms of another run's faults close with it. */}
      <Faults key={shows} />
      <StepTools />
      <KeepAsMine />
      <Reset />
    </section>
  );
}

const MAX_SEED = 0xffff_ffff;

function Seed(): ReactElement {
  const seed = usePageState((state) => state.result?.trace.inputs.seed ?? state.overrides.seed ?? 1);
  const { set } = useOverrides();
  return <SeedField key={seed} seed={seed} onChange={(value) => set({ seed: value })} />;
}

interface SeedFieldProps {
  readonly seed: number;
  readonly onChange: (seed: number) => void;
}

function SeedField({ seed, onChange }: SeedFieldProps): ReactElement {
  const [text, setText] = useState(String(seed));
  const fits = /^\d{1,10}$/.test(text) && Number(text) <= MAX_SEED;
  const commit = (): void => {
    if (fits && Number(text) !== seed) onChange(Number(text));
  };
  return (
    <>
      <div className="condition">
        <label htmlFor="seed">{texts.conditions.seed}</label>
        <input
          id="seed"
          className="field mono seed"
          inputMode="numeric"
          aria-invalid={!fits}
          aria-describedby={fits ? undefined : 'seed-wrong'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
        <button
          type="button"
          className="icon"
          aria-label={texts.conditions.otherSeed}
          title={texts.conditions.otherSeed}
          onClick={() => onChange((seed + 1) % MAX_SEED)}
        >
          <Dices size={15} aria-hidden />
        </button>
      </div>
      {/* Not in the row of the conditions: it stands over the panes, and the transport below it stays at hand. */}
      {fits ? null : (
        <span id="seed-wrong" className="wrong seed-wrong" role="alert">
          {texts.problems.fits} {texts.conditions.seedExpected}.
        </span>
      )}
    </>
  );
}

function Policy(): ReactElement {
  const current = usePageState((state) => state.result?.trace.inputs.policy ?? state.overrides.policy ?? '');
  const policies = usePageState((state) => state.description?.app.policies);
  const { set } = useOverrides();
  const shown = policies ?? [{ id: current, title: current, sentence: '' }];
  return (
    <div className="condition">
      <label htmlFor="policy">{texts.conditions.policy}</label>
      <Select
        id="policy"
        title={shown.find(({ id }) => id === current)?.sentence}
        value={current}
        onChange={(event) => set({ policy: event.currentTarget.value })}
      >
        {shown.map(({ id, title }) => (
          <option key={id} value={id} title={title}>
            {id}
          </option>
        ))}
      </Select>
    </div>
  );
}

function Profile(): ReactElement {
  const current = usePageState((state) => state.result?.trace.inputs.profile ?? 'documented');
  const { set } = useOverrides();
  return (
    <div className="condition">
      <label htmlFor="profile">{texts.conditions.profile}</label>
      <Select
        id="profile"
        value={current}
        onChange={(event) => {
          const profile = PROFILE_IDS.find((id) => id === event.currentTarget.value);
          if (profile !== undefined) set({ profile });
        }}
      >
        {PROFILE_IDS.map((id) => (
          <option key={id} value={id}>
            {texts.conditions.profiles[id]}
          </option>
        ))}
      </Select>
    </div>
  );
}

function Reset(): ReactElement | null {
  const { changed, reset } = useOverrides();
  return (
    <button
      type="button"
      className="button reset"
      aria-label={texts.conditions.reset}
      title={texts.conditions.reset}
      disabled={!changed}
      onClick={reset}
    >
      <RotateCcw size={13} aria-hidden />
      <span>{texts.conditions.resetShort}</span>
    </button>
  );
}
