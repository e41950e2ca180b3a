/** The log as the platform would show it: every instance's lines in the order of virtual time, filtered four ways. */
import { memo, type ReactElement, useState } from 'react';
import type { LogEvent, Trace } from '../../sim/model/trace.ts';
import { usePageState, useTools } from '../context.ts';
import { clockTime, wallClock } from '../format.ts';
import { Select } from '../parts/Select.tsx';
import { remembered, usersOf } from '../store/selectors.ts';
import { EVERYTHING, type LogFilter } from '../store/state.ts';
import { texts } from '../texts.ts';
import { nodeLabel } from '../words.ts';

const PAGE = 300;
const LEVELS = ['error', 'warn', 'log', 'info', 'debug'];

const logsOf = remembered((trace: Trace): readonly LogEvent[] => trace.events.filter((event) => event.kind === 'log'));

function fits(event: LogEvent, filter: LogFilter): boolean {
  return (
    (filter.node === '' || event.node === filter.node) &&
    (filter.level === '' || event.level === filter.level) &&
    (filter.user === '' || event.users.includes(filter.user)) &&
    event.text.toLowerCase().includes(filter.text.toLowerCase())
  );
}

export function Logs(): ReactElement | null {
  const trace = usePageState((state) => state.result?.trace);
  const filter = usePageState((state) => state.logFilter);
  const [pages, setPages] = useState(1);
  if (trace === undefined) return null;
  const all = logsOf(trace);
  const lines = all.filter((event) => fits(event, filter));
  return (
    <div className="logs">
      <Filters trace={trace} filter={filter} all={all} />
      <div className="count">
        <span role="status">{texts.logs.shown(lines.length, all.length)}</span>
        <Clear filter={filter} />
      </div>
      <DebugLog trace={trace} user={filter.user} />
      <ol>
        {lines.slice(0, pages * PAGE).map((event) => (
          <Line key={event.id} trace={trace} event={event} />
        ))}
      </ol>
      {lines.length > pages * PAGE ? (
        <button type="button" className="button" onClick={() => setPages(pages + 1)}>
          {texts.logs.more}
        </button>
      ) : null}
      {lines.length === 0 ? <p className="nothing">{all.length === 0 ? texts.logs.none : texts.logs.nothing}</p> : null}
    </div>
  );
}

interface FiltersProps {
  readonly trace: Trace;
  readonly filter: LogFilter;
  readonly all: readonly LogEvent[];
}

function Filters({ trace, filter, all }: FiltersProps): ReactElement {
  const { page } = useTools();
  const set = (part: Partial<LogFilter>): void => page.store.setState({ logFilter: { ...filter, ...part } });
  const nodes = [...new Set(all.map(({ node }) => node))];
  return (
    <div className="log-filters">
      <input
        className="field"
        type="search"
        placeholder={texts.logs.text}
        aria-label={texts.logs.text}
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Choice
        label={texts.logs.instance}
        all={texts.logs.allInstances}
        value={filter.node}
        options={nodes.map((id) => [id, nodeLabel(trace, id)])}
        onChange={(node) => set({ node })}
      />
      <Choice
        label={texts.logs.level}
        all={texts.logs.allLevels}
        value={filter.level}
        options={LEVELS.filter((level) => all.some((event) => event.level === level)).map((level) => [level, level])}
        onChange={(level) => set({ level })}
      />
      <Choice
        label={texts.logs.user}
        all={texts.logs.allUsers}
        value={filter.user}
        options={usersOf(trace).map((user) => [user, user])}
        onChange={(user) => set({ user })}
      />
    </div>
  );
}

function Clear({ filter }: { readonly filter: LogFilter }): ReactElement | null {
  const { page } = useTools();
  if (Object.values(filter).every((value) => value === '')) return null;
  return (
    <button type="button" className="more" onClick={() => page.store.setState({ logFilter: EVERYTHING })}>
      {texts.logs.clear}
    </button>
  );
}

/** The setting by which the logic tells more of one user, where it has one. */
const DEBUG_SETTING = 'debugUser';

/** More lines for one user: the one that is filtered by, or the only one. It is a setting, so the run runs again. */
function DebugLog({ trace, user }: { readonly trace: Trace; readonly user: string }): ReactElement | null {
  const { page } = useTools();
  const known = usePageState((state) =>
    (state.description?.app.settings ?? []).some(({ name }) => name === DEBUG_SETTING),
  );
  const current = trace.inputs.settings[DEBUG_SETTING];
  const wanted = user === '' ? usersOf(trace)[0] : user;
  if (!known || wanted === undefined) return null;
  const on = current === wanted;
  const set = (value: string): void => {
    const { overrides } = page.store.getState();
    void page.change({ ...overrides, settings: { ...overrides.settings, [DEBUG_SETTING]: value } });
  };
  return (
    <label className="debug-log">
      <input
        type="checkbox"
        className="switch"
        checked={on}
        onChange={(event) => set(event.currentTarget.checked ? wanted : '')}
      />
      {texts.logs.debug(wanted)}
    </label>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What no choice is called. */
  readonly all: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, all, value, options, onChange }: ChoiceProps): ReactElement {
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{all}</option>
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </Select>
  );
}

const Line = memo(function Line({ trace, event }: { readonly trace: Trace; readonly event: LogEvent }): ReactElement {
  const { actions } = useTools();
  const later = usePageState((state) => event.atMs > state.playheadMs);
  const selected = usePageState((state) => state.selectedEventId === event.id);
  return (
    <li className="line" data-level={event.level} data-later={later}>
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => actions.goTo(event.id)}
        onPointerEnter={() => actions.hover(event.id)}
        onPointerLeave={() => actions.hover(null)}
      >
        <span className="where">
          <time className="mono" title={texts.logs.ownClock(wallClock(event.clockMs))}>
            {clockTime(event.atMs)}
          </time>
          <span>{nodeLabel(trace, event.node)}</span>
          {event.level === 'log' || event.level === 'info' ? null : <em>{event.level}</em>}
        </span>
        <span className="text mono">{event.text}</span>
      </button>
    </li>
  );
});
