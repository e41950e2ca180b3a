/** What an event changed in its service: each key, before and after. */
import type { ReactElement } from 'react';
import type { Held } from '../../sim/model/state.ts';
import type { Trace, TraceEvent } from '../../sim/model/trace.ts';
import { duration, shown } from '../format.ts';
import { stateReaderOf } from '../store/selectors.ts';
import { texts } from '../texts.ts';

interface ChangesProps {
  readonly trace: Trace;
  readonly event: TraceEvent;
}

export function Changes({ trace, event }: ChangesProps): ReactElement | null {
  const changes = stateReaderOf(trace).changes(event.id);
  if (changes.length === 0) return null;
  return (
    <>
      <h3>{texts.inspector.changes}</h3>
      <dl className="changes mono">
        {changes.map(({ key, before, after }) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd className="before">− {valueOf(before)}</dd>
            <dd className="after">+ {valueOf(after)}</dd>
            {after === undefined || after.expiresAtMs === null ? null : (
              <dd className="expiry">{texts.moment.expires(duration(after.expiresAtMs - event.atMs))}</dd>
            )}
          </div>
        ))}
      </dl>
    </>
  );
}

function valueOf(held: Held | undefined): string {
  return held === undefined ? texts.inspector.nothing : shown(held.value);
}
