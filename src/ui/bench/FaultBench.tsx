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
  const [open, setOpen] = useState<Open | null>(null);
  const close = useCallback(() => setOpen(null), []);
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
    [grips, changes],
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
