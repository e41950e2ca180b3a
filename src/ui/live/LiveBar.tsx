/** The row above: how the live run stands, its clock, how fast that goes, and under which conditions it began. */
import { Pause, Play, RotateCcw, Square } from 'lucide-react';
import type { ReactElement } from 'react';
import { PROFILE_IDS } from '../../sim/model/scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { atTime } from '../format.ts';
import { Select } from '../parts/Select.tsx';
import { LIVE_SPEEDS, type LiveState } from '../store/live/state.ts';
import { texts } from '../texts.ts';
import { startBlank, useLive } from './live-context.ts';

const CAN_STOP: readonly LiveState['phase']['kind'][] = ['going', 'paused'];
const CAN_GO: readonly LiveState['phase']['kind'][] = ['ready', 'going', 'paused'];

export function LiveBar(): ReactElement {
  const { live } = useTools();
  const phase = useLive((state) => state.phase.kind);
  const going = phase === 'going';
  return (
    <header className="live-bar" aria-label={texts.live.bar}>
      <Standing />
      <div className="live-run">
        <button
          type="button"
          className="play"
          aria-label={going ? texts.live.pause : texts.live.go}
          title={going ? texts.live.pause : texts.live.go}
          disabled={!CAN_GO.includes(phase)}
          onClick={() => live.toggle()}
        >
          {going ? (
            <Pause size={15} fill="currentColor" aria-hidden />
          ) : (
            <Play size={15} fill="currentColor" aria-hidden />
          )}
        </button>
        <Speeds />
      </div>
      <Conditions />
      <div className="live-ends">
        <button
          type="button"
          className="button"
          disabled={!CAN_STOP.includes(phase)}
          onClick={() => void live.finish()}
        >
          <Square size={12} fill="currentColor" aria-hidden />
          {texts.live.stop}
        </button>
        <Again />
      </div>
    </header>
  );
}

function Standing(): ReactElement {
  const phase = useLive((state) => state.phase.kind);
  return (
    <div className="live-standing" data-phase={phase}>
      <span className="live-dot" aria-hidden />
      <span role="status">{texts.live.phases[phase]}</span>
      <Clock />
    </div>
  );
}

/** Tenths only: a clock whose last digits race tells nobody anything. */
function Clock(): ReactElement {
  const tenths = useLive((state) => Math.floor(state.nowMs / 100));
  return (
    <output className="mono" aria-label={texts.live.now} aria-live="off">
      +{atTime(tenths * 100).replace(/(\.\d)00 s$/, '$1 s')}
    </output>
  );
}

function Speeds(): ReactElement {
  const { live } = useTools();
  const speed = useLive((state) => state.speed);
  return (
    <div className="views live-speeds" role="group" aria-label={texts.live.speed}>
      {LIVE_SPEEDS.map((each) => (
        <button key={each} type="button" aria-pressed={each === speed} onClick={() => live.setSpeed(each)}>
          {each}×
        </button>
      ))}
    </div>
  );
}

function Conditions(): ReactElement {
  const { live } = useTools();
  const own = useLive((state) => state.own);
  const open = useLive(
    ({ phase, own: of, fromMs }) => phase.kind === 'ready' && fromMs === 0 && of?.messages.length === 0,
  );
  const policies = usePageState((state) => state.description?.app.policies);
  const title = open ? texts.live.conditions : texts.live.fixed;
  const set = (part: { readonly policy?: string; readonly profile?: (typeof PROFILE_IDS)[number] }): void => {
    if (own !== null) void startBlank(live, { policy: own.policy, profile: own.profile, seed: own.seed, ...part });
  };
  return (
    <div className="live-conditions" data-open={open} title={title}>
      <label>
        {texts.conditions.policy}
        <Select
          aria-label={texts.conditions.policy}
          value={own?.policy ?? ''}
          disabled={!open}
          onChange={(event) => set({ policy: event.currentTarget.value })}
        >
          {(policies ?? []).map(({ id, title: name }) => (
            <option key={id} value={id} title={name}>
              {id}
            </option>
          ))}
        </Select>
      </label>
      <label>
        {texts.conditions.profile}
        <Select
          aria-label={texts.conditions.profile}
          value={own?.profile ?? 'documented'}
          disabled={!open}
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
      </label>
    </div>
  );
}

function Again(): ReactElement {
  const { live } = useTools();
  const own = useLive((state) => state.own);
  return (
    <button
      type="button"
      className="button"
      onClick={() => void startBlank(live, own === null ? {} : { policy: own.policy, profile: own.profile })}
    >
      <RotateCcw size={13} aria-hidden />
      {texts.live.again}
    </button>
  );
}
