/** What every service holds at the playhead: keys and their expiry; then the instances, the clocks, the environment. */
import type { ReactElement, ReactNode } from 'react';
import type { Json } from '../../sim/model/json.ts';
import { countUntil, type Held } from '../../sim/model/state.ts';
import type { NodeInfo, Trace } from '../../sim/model/trace.ts';
import { usePageState } from '../context.ts';
import { duration, shown, wallClock } from '../format.ts';
import { instancesAt, clocksAt } from '../store/nodes.ts';
import { stateReaderOf } from '../store/selectors.ts';
import { texts } from '../texts.ts';

const SERVICES: readonly NodeInfo['role'][] = ['redis', 'redis-replica', 'qstash', 'firestore', 'messenger', 'openai'];

export function Moment(): ReactElement | null {
  const trace = usePageState((state) => state.result?.trace);
  const count = usePageState((state) =>
    state.result === null ? 0 : countUntil(state.result.trace.events, state.playheadMs),
  );
  if (trace === undefined) return null;
  const services = SERVICES.flatMap((service) =>
    trace.nodes.filter(({ role, side }) => side === 'pipeline' && role === service),
  );
  const moment = stateReaderOf(trace).atEvent(count - 1);
  return (
    <div className="moment">
      {services.map((node) => (
        <Service key={node.id} node={node} keys={moment.get(node.id)} />
      ))}
      <Instances trace={trace} count={count} />
      <Clocks trace={trace} count={count} />
      <Environment trace={trace} />
    </div>
  );
}

function Section({ title, count, children }: { title: string; count: number; children: ReactNode }): ReactElement {
  return (
    <section>
      <h3>
        {title} <small>{count}</small>
      </h3>
      {children}
    </section>
  );
}

type Entry = readonly [key: string, held: Held];

/** By what stands before the first `/`: a service's keys are paths within it (`dedup/…`, `documents/…`). */
function grouped(held: readonly Entry[]): readonly (readonly [group: string, keys: readonly Entry[]])[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of held) {
    const [group, rest] = entry[0].split('/', 2);
    const name = rest === undefined || group === undefined ? '' : group;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups];
}

function Service({ node, keys }: { node: NodeInfo; keys: ReadonlyMap<string, Held> | undefined }): ReactElement | null {
  const atMs = usePageState((state) => state.playheadMs);
  const held = [...(keys ?? [])].filter(([, { expiresAtMs }]) => (expiresAtMs ?? Infinity) > atMs);
  if (held.length === 0 && (node.role === 'openai' || node.role === 'messenger')) return null;
  return (
    <Section title={node.label} count={held.length}>
      {held.length === 0 ? <p className="nothing">{texts.moment.nothing}</p> : null}
      {grouped(held).map(([group, keys]) => (
        <div key={group} className="key-group">
          {group === '' ? null : <h4>{group}</h4>}
          <dl className="keys">
            {keys.map(([key, value]) => (
              <Key key={key} name={key.slice(group === '' ? 0 : group.length + 1)} held={value} atMs={atMs} />
            ))}
          </dl>
        </div>
      ))}
    </Section>
  );
}

function Key({ name, held, atMs }: { name: string; held: Held; atMs: number }): ReactElement {
  const changed = usePageState((state) => state.selectedEventId === held.eventId);
  return (
    <div data-changed={changed} title={changed ? texts.moment.changedNow : undefined}>
      <dt className="mono">
        {name}
        {held.expiresAtMs === null ? null : (
          <small>{texts.moment.expires(duration(Math.round(held.expiresAtMs - atMs)))}</small>
        )}
      </dt>
      <dd className="mono">
        <Value value={held.value} />
      </dd>
    </div>
  );
}

/** A list line by line, an object field by field, one level deep; the rest as JSON. */
function Value({ value }: { readonly value: Json }): ReactElement {
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    if (items.length === 0) return <span>[]</span>;
    return (
      <ol start={0}>
        {items.map((item, index) => (
          <li key={`${index}-${shown(item)}`}>{shown(item)}</li>
        ))}
      </ol>
    );
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <>
        {Object.entries(value).map(([field, item]) => (
          <div key={field} className="field-line">
            <span>{field}</span>
            <span>{shown(item)}</span>
          </div>
        ))}
      </>
    );
  }
  return <span>{shown(value)}</span>;
}

function Instances({ trace, count }: { readonly trace: Trace; readonly count: number }): ReactElement {
  const instances = instancesAt(trace, count);
  return (
    <Section title={texts.moment.instances} count={instances.length}>
      {instances.length === 0 ? <p className="nothing">{texts.moment.noInstances}</p> : null}
      <dl className="plain">
        {instances.map(({ node, state, busy }) => (
          <div key={node.id}>
            <dt>{node.label}</dt>
            <dd data-bad={state === 'crash' || state === 'timeout'}>
              {state}
              {busy > 0 ? `, at work on ${busy}` : ''}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Clocks({ trace, count }: { readonly trace: Trace; readonly count: number }): ReactElement {
  const clocks = clocksAt(trace, count);
  return (
    <Section title={texts.moment.clocks} count={clocks.length}>
      <dl className="plain">
        {clocks.map(({ node, clockMs, skewMs }) => (
          <div key={node.id}>
            <dt>{node.label}</dt>
            <dd>
              <span className="mono">{wallClock(clockMs)}</span> <Skew skewMs={skewMs} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Skew({ skewMs }: { readonly skewMs: number }): ReactElement {
  if (Math.abs(skewMs) < 1) return <small>{texts.moment.inStep}</small>;
  const size = duration(Math.abs(Math.round(skewMs)));
  return <small className="skewed">{skewMs > 0 ? texts.moment.ahead(size) : texts.moment.behind(size)}</small>;
}

function Environment({ trace }: { readonly trace: Trace }): ReactElement {
  const entries = Object.entries(trace.inputs.environment);
  return (
    <Section title={texts.moment.environment} count={entries.length}>
      <dl className="keys">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt className="mono">{name}</dt>
            <dd className="mono">{JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
