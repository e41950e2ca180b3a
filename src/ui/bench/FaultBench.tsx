/**
 * The fault bench: the run's timelines, on which its faults and messages can be moved, added, changed and taken away. A
 * right click on a place, the row below the axis, or its button, opens what can be added there.
 */
import { lazy, type ReactElement, Suspense, useCallback, useMemo, useState } from 'react';
import { usePageState } from '../context.ts';
import type { Bench } from '../timeline/index.ts';
import type { FaultDescription } from '../worker/protocol.ts';
import { gripsOf, indexOf } from './grips.ts';
import type { Open } from './Opened.tsx';
import { remove } from './remove.ts';
import { ShownTimeline } from '../panes/RunTimeline.tsx';
import { summaryKey } from '../store/state.ts';
import { armedIn, typedIn, useChanges } from './use-changes.ts';

/** What opens above the drawing is fetched when it is asked for. */
const Opened = lazy(async () => ({ default: (await import('./Opened.tsx')).Opened }));

const NOT_DESCRIBED: readonly FaultDescription[] = [];

export function FaultBench(): ReactElement {
  const trace = usePageState((state) => state.result?.trace);
  const faults = usePageState(armedIn);
  const messages = usePageState(typedIn);
  const catalogue = usePageState((state) => state.description?.faults ?? NOT_DESCRIBED);
  const changes = useChanges();
  const shows = usePageState((state) => summaryKey(state.choice));
  const [opened, setOpened] = useState<{ readonly of: string; readonly open: Open } | null>(null);
  // What was opened above another run is about that one's faults and messages.
  const open = opened?.of === shows ? opened.open : null;
  const setOpen = useCallback(
    (next: Open | null) => setOpened(next === null ? null : { of: shows, open: next }),
    [shows],
  );
  const close = useCallback(() => setOpen(null), [setOpen]);
  const grips = useMemo(
    () => (trace === undefined ? [] : gripsOf(trace, faults, messages, catalogue)),
    [trace, faults, messages, catalogue],
  );
  const bench = useMemo<Bench>(
    () => ({
      grips,
      onMove: changes.move,
      onSpot: (spot) => setOpen({ kind: 'menu', spot }),
      onOpen: (id, at) => setOpen({ ...indexOf(id), at }),
      onRemove: (id) => remove(changes, indexOf(id)),
    }),
    [grips, changes, setOpen],
  );
  return (
    <>
      <ShownTimeline bench={bench} />
      {open === null ? null : (
        <Suspense fallback={null}>
          <Opened open={open} changes={changes} onOpen={setOpen} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
