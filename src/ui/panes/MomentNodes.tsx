/** The instances at a moment with their deployments, every clock beside most others, and production's environment. */
import type { ReactElement } from 'react';
import type { Trace } from '../../sim/model/trace.ts';
import { duration, wallClock } from '../format.ts';
import { clocksAt, type InstanceNow, instancesAt } from '../store/moment/nodes.ts';
import { Counted } from '../parts/Counted.tsx';
import { PinButton } from '../pins/PinButton.tsx';
import { lifeStates, texts } from '../texts.ts';

interface Props {
  readonly trace: Trace;
  readonly count: number;
  readonly atMs: number;
}

export function Instances({ trace, count, atMs }: Props): ReactElement {
  const instances = instancesAt(trace, count);
  const clocks = new Map(clocksAt(trace, count, atMs).map((clock) => [clock.node.id, clock]));
  return (
    <Counted title={texts.moment.instances} count={instances.length}>
      {instances.length === 0 ? <p className="nothing">{texts.moment.noInstances}</p> : null}
      <ul className="instances">
        {instances.map((instance) => (
          <Instance key={instance.node.id} instance={instance} skewMs={clocks.get(instance.node.id)?.skewMs ?? 0} />
        ))}
      </ul>
    </Counted>
  );
}

function Instance({ instance, skewMs }: { readonly instance: InstanceNow; readonly skewMs: number }): ReactElement {
  const { node, state, busy, deployment, differs, changed } = instance;
  const { moment } = texts;
  return (
    <li data-change={changed ? 'changed' : 'none'}>
      <div>
        <b>{node.label}</b>
        <span data-bad={state === 'crash' || state === 'timeout'}>
          {busy > 0 ? moment.atWork(busy, lifeStates[state]) : lifeStates[state]}{' '}
          <PinButton pin={{ kind: 'instance', node: node.id }} name={node.label} />
        </span>
      </div>
      <div>
        <small>{deployment}</small>
        {Math.abs(skewMs) < 1 ? null : (
          <small>
            {moment.itsClock} <Skew skewMs={skewMs} />
          </small>
        )}
      </div>
      {differs.map(([name, value]) => (
        <div key={name} className="mono differs">
          <span>{name}</span>
          <span>{value === null ? moment.unset : JSON.stringify(value)}</span>
        </div>
      ))}
    </li>
  );
}

export function Clocks({ trace, count, atMs }: Props): ReactElement {
  const clocks = clocksAt(trace, count, atMs);
  return (
    <Counted title={texts.moment.clocks} count={clocks.length}>
      <dl className="plain">
        {clocks.map(({ node, clockMs, skewMs }) => (
          <div key={node.id}>
            <dt>{node.label}</dt>
            <dd>
              <span className="mono">{wallClock(clockMs)}</span> <Skew skewMs={skewMs} />{' '}
              <PinButton pin={{ kind: 'clock', node: node.id }} name={`${node.label}: ${texts.moment.itsClock}`} />
            </dd>
          </div>
        ))}
      </dl>
    </Counted>
  );
}

function Skew({ skewMs }: { readonly skewMs: number }): ReactElement {
  if (Math.abs(skewMs) < 1) return <small>{texts.moment.inStep}</small>;
  const size = duration(Math.abs(Math.round(skewMs)));
  return <small className="skewed">{skewMs > 0 ? texts.moment.ahead(size) : texts.moment.behind(size)}</small>;
}

/** In quotation marks, so that a space is seen. */
export function Environment({ trace }: { readonly trace: Trace }): ReactElement {
  const entries = Object.entries(trace.inputs.environment);
  return (
    <Counted title={texts.moment.environment} count={entries.length}>
      <p className="about">{texts.moment.environmentAbout}</p>
      <dl className="keys">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt className="mono">{name}</dt>
            <dd className="mono">{JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </Counted>
  );
}
