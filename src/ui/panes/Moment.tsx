/** What every service holds at the moment on show, with what this step changed; then the instances, clocks, environment. */
import type { ReactElement } from 'react';
import { isRecord, type Json } from '../../sim/model/json.ts';
import type { NodeInfo } from '../../sim/model/trace.ts';
import { usePageState } from '../context.ts';
import { atTime, duration, shown } from '../format.ts';
import { countAt, type Entry, heldAt, type ServiceNow, type Shelf, type Shelved } from '../store/moment/held.ts';
import { PinButton } from '../pins/PinButton.tsx';
import { PinStrip } from '../pins/PinStrip.tsx';
import { tabs, texts } from '../texts.ts';
import { headline } from '../words.ts';
import { Counted } from '../parts/Counted.tsx';
import { Clocks, Environment, Instances } from './MomentNodes.tsx';

export function Moment(): ReactElement | null {
  const trace = usePageState((state) => state.result?.trace);
  const count = usePageState(countAt);
  const atMs = usePageState((state) => state.playheadMs);
  if (trace === undefined) return null;
  const last = trace.events[count - 1];
  return (
    <div className="moment">
      <h2 className="unseen">{tabs.moment}</h2>
      <div className="moment-top">
        <p className="moment-at">
          <b>{texts.moment.at(atTime(atMs))}</b>{' '}
          {last === undefined ? texts.moment.before : texts.moment.after(headline(trace, last))}
        </p>
        <PinStrip trace={trace} count={count} atMs={atMs} />
      </div>
      {heldAt(trace, count, atMs).map((service) => (
        <Service key={service.node.id} service={service} atMs={atMs} />
      ))}
      <Instances trace={trace} count={count} atMs={atMs} />
      <Clocks trace={trace} count={count} atMs={atMs} />
      <Environment trace={trace} />
    </div>
  );
}

function Service({ service, atMs }: { readonly service: ServiceNow; readonly atMs: number }): ReactElement {
  const { node, shelves } = service;
  const alive = shelves.flatMap(({ entries }) => entries.filter(({ change }) => change !== 'gone'));
  const single = shelves.length === 1 && shelves[0]?.shelf !== 'other';
  return (
    <Counted
      title={node.label}
      count={alive.length}
      pin={single ? { kind: 'count', node: node.id, shelf: shelves[0]?.shelf ?? 'keys' } : undefined}
    >
      {shelves.map((shelf) => (
        <OneShelf key={`${shelf.shelf}/${shelf.label}`} node={node} shelf={shelf} atMs={atMs} headed={!single} />
      ))}
    </Counted>
  );
}

interface ShelfProps {
  readonly node: NodeInfo;
  readonly shelf: Shelved;
  readonly atMs: number;
  /** A service with one shelf needs no second heading. */
  readonly headed: boolean;
}

function OneShelf({ node, shelf: { shelf, label, entries }, atMs, headed }: ShelfProps): ReactElement {
  const title = shelf === 'other' ? label : texts.moment.shelves[shelf];
  const list =
    entries.length === 0 ? (
      <p className="nothing">{texts.moment.nothing}</p>
    ) : (
      <dl className="keys">
        {entries.map((entry) => (
          <OneEntry key={entry.name} node={node} entry={entry} shelf={shelf} atMs={atMs} />
        ))}
      </dl>
    );
  if (shelf === 'delivered')
    return (
      <details className="shelf">
        <summary>
          {title} <small>{entries.length}</small>
        </summary>
        {list}
      </details>
    );
  return (
    <div className="shelf">
      {headed && title !== '' ? (
        <h4>
          {title} <small>{entries.length}</small>
          {shelf === 'other' ? null : (
            <PinButton pin={{ kind: 'count', node: node.id, shelf }} name={`${node.label}: ${title}`} />
          )}
        </h4>
      ) : null}
      {list}
    </div>
  );
}

interface EntryProps {
  readonly node: NodeInfo;
  readonly entry: Entry;
  readonly shelf: Shelf;
  readonly atMs: number;
}

function OneEntry({ node, entry, shelf, atMs }: EntryProps): ReactElement {
  const { key, name, value, change } = entry;
  return (
    <div data-change={change ?? 'none'}>
      <dt className="mono">
        <span>{name}</span>
        <small>
          {change === null ? null : <em>{texts.moment.changes[change]}</em>} {timeOf(entry, shelf, atMs)}
        </small>
        <PinButton pin={{ kind: 'held', node: node.id, key }} name={`${node.label} ${name}`} />
      </dt>
      <dd className="mono">
        <Value value={value} atMs={atMs} />
      </dd>
    </div>
  );
}

/** What is left of its time: until it expires, until the id is free, until it is due. */
function timeOf({ value, expiresAtMs, change }: Entry, shelf: Shelf, atMs: number): string {
  if (change === 'gone') return '';
  if (expiresAtMs !== null) {
    const left = duration(Math.round(expiresAtMs - atMs));
    return shelf === 'taken' ? texts.moment.freeIn(left) : texts.moment.expires(left);
  }
  if (shelf !== 'queued') return shelf === 'keys' ? texts.moment.stays : '';
  const dueAtMs = isRecord(value) ? value['dueAtMs'] : undefined;
  if (typeof dueAtMs !== 'number') return '';
  return dueAtMs > atMs ? texts.moment.dueIn(duration(Math.round(dueAtMs - atMs))) : texts.moment.underWay;
}

/** Moments are times of the run, not epochs: `dueAtMs`, `firstSeenMs`. */
const MOMENT = /(AtMs|SeenMs)$/;

/** A list line by line, an object field by field, one level deep; the rest as JSON. */
function Value({ value, atMs }: { readonly value: Json; readonly atMs: number }): ReactElement {
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
            <span>
              {typeof item === 'number' && MOMENT.test(field) ? atTime(item) : shown(item)}
              {typeof item === 'number' && MOMENT.test(field) ? <i> {texts.moment.ago(item, atMs)}</i> : null}
            </span>
          </div>
        ))}
      </>
    );
  }
  return <span>{shown(value)}</span>;
}
