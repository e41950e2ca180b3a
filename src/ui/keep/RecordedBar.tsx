/** Says that the run on show is no longer the one of which its link was made, and up to where it still is. */
import { History } from 'lucide-react';
import type { ReactElement } from 'react';
import { tellDeparture } from '../../sim/model/trace-file/checkpoints.ts';
import { usePageState, useTools } from '../context.ts';
import { texts } from '../texts.ts';

export function RecordedBar(): ReactElement | null {
  const { page, actions } = useTools();
  const departure = usePageState((state) => state.result?.departure ?? null);
  const isShown = usePageState((state) => state.stage === 'replay' || state.stage === 'compare');
  if (departure === null || departure.kind === 'same' || !isShown) return null;
  const { keep } = texts;
  const last = departure.kind === 'departs' ? departure.after : departure.events;
  return (
    <section className="own-bar file-bar" aria-label={keep.recordedBar} data-same={false}>
      <p role="status">
        <History size={14} aria-hidden /> <b>{keep.recorded(tellDeparture(departure))}</b> {keep.recordedWhy}
      </p>
      {last === 0 ? null : (
        <button
          type="button"
          className="button"
          onClick={() => {
            page.store.setState({ stage: 'replay' });
            actions.goTo(last - 1);
          }}
        >
          {keep.recordedShow(last)}
        </button>
      )}
      <button type="button" className="button" onClick={() => page.takeAsRecorded()}>
        {keep.recordedTake}
      </button>
    </section>
  );
}
