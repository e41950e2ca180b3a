/** What can be thrown at whom: a row for everybody, a button for each blow, and how hard it hits. */
import { type ReactElement, useState } from 'react';
import type { FaultInput } from '../../sim/model/scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { faultWords } from '../own/fault-words.ts';
import {
  type Blow,
  BLOWS,
  blowsFor,
  faultFor,
  FORCE,
  type Force,
  type Target,
  targetsIn,
} from '../store/live/throwing.ts';
import { texts } from '../texts.ts';
import { BLOW_ICONS } from './blows.ts';
import { isMissed, useHits } from './hit-words.ts';
import { useLive } from './live-context.ts';
import { FAULTS_ID } from './live-keys.ts';

export function Throwing(): ReactElement {
  const description = usePageState((state) => state.description);
  const [force, setForce] = useState<Force>(FORCE);
  const { live } = texts;
  return (
    <section className="throwing" aria-labelledby="live-faults-heading">
      <h2 id="live-faults-heading">{live.faults}</h2>
      <p className="hint">{live.faultsHint}</p>
      {description === null ? (
        <p className="nothing">{live.nothingThere}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{live.target}</span>
              </th>
              {BLOWS.map((blow) => (
                <th key={blow} scope="col">
                  {live.blow[blow]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {targetsIn(description).map((target, index) => (
              <tr key={target.id}>
                <th scope="row">{live.nameOf(target)}</th>
                {BLOWS.map((blow) => (
                  <td key={blow}>
                    {blowsFor(target, description.faults).includes(blow) ? (
                      <Throw
                        target={target}
                        blow={blow}
                        force={force}
                        id={index === 0 && blow === 'crash' ? FAULTS_ID : undefined}
                      />
                    ) : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <LastThrown />
      <div className="force">
        <Seconds label={live.late} ms={force.lateMs} min={0} onChange={(lateMs) => setForce({ ...force, lateMs })} />
        <Seconds
          label={live.skew}
          ms={force.skewMs}
          min={-86_400}
          onChange={(skewMs) => setForce({ ...force, skewMs })}
        />
        <Seconds
          label={live.lasts}
          ms={force.lastsMs}
          min={0.1}
          onChange={(lastsMs) => setForce({ ...force, lastsMs })}
        />
      </div>
    </section>
  );
}

const NO_FAULTS: readonly FaultInput[] = [];

/** What the last one came to: a blow that hits nobody must not look like one that does no harm. */
function LastThrown(): ReactElement {
  const thrown = useLive((state) => state.own?.faults ?? NO_FAULTS);
  const descriptions = usePageState((state) => state.description?.faults);
  const came = useHits(thrown).at(-1);
  const last = thrown.at(-1);
  const missed = came !== undefined && isMissed(came);
  return (
    <p className="last-thrown" role="status" data-missed={missed}>
      {last === undefined || came === undefined || descriptions === undefined
        ? null
        : texts.live.thrown(faultWords(last, descriptions).words, came.words)}
      {missed ? <b> {texts.live.hitNobodyNow}</b> : null}
    </p>
  );
}

interface ThrowProps {
  readonly target: Target;
  readonly blow: Blow;
  readonly force: Force;
  readonly id: string | undefined;
}

function Throw({ target, blow, force, id }: ThrowProps): ReactElement {
  const { live } = useTools();
  const open = useLive(({ phase }) => phase.kind === 'ready' || phase.kind === 'going' || phase.kind === 'paused');
  const label = texts.live.blowAt(blow, target);
  const Icon = BLOW_ICONS[blow];
  return (
    <button
      id={id}
      type="button"
      className="icon throw"
      data-blow={blow}
      aria-label={label}
      title={label}
      disabled={!open}
      onClick={() => live.throw((atMs) => faultFor(target, blow, atMs, force))}
    >
      <Icon size={15} aria-hidden />
    </button>
  );
}

const MOST_SECONDS = 86_400;

interface SecondsProps {
  readonly label: string;
  readonly ms: number;
  readonly min: number;
  readonly onChange: (ms: number) => void;
}

function Seconds({ label, ms, min, onChange }: SecondsProps): ReactElement {
  const [text, setText] = useState(String(ms / 1000));
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const fits = value >= min && value <= MOST_SECONDS;
  return (
    <label>
      {label}
      <input
        className="field mono"
        inputMode="decimal"
        aria-invalid={!fits}
        value={text}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          const seconds = typed.trim() === '' ? Number.NaN : Number(typed);
          if (seconds >= min && seconds <= MOST_SECONDS) onChange(Math.round(seconds * 1000));
        }}
      />
    </label>
  );
}
