/** A run that takes long says how far it is, and stops when it is told to. Short ones say nothing. */
import { Square, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { usePageState, useTools } from '../context.ts';
import { duration, figures } from '../format.ts';
import { texts } from '../texts.ts';

export function RunProgress(): ReactElement | null {
  const { page } = useTools();
  const run = usePageState((state) => state.run);
  if (run.kind === 'stopped') {
    const { progress } = run;
    return (
      <div className="run-progress" role="status">
        <p>
          {progress === null ? texts.progress.stoppedUnknown : texts.progress.stopped(figures.format(progress.events))}
        </p>
        <button
          type="button"
          className="icon"
          aria-label={texts.dismiss}
          onClick={() => page.store.setState({ run: { kind: 'done' } })}
        >
          <X size={15} aria-hidden />
        </button>
      </div>
    );
  }
  if (run.kind !== 'running' || run.progress === null) return null;
  const { events, atMs } = run.progress;
  return (
    <div className="run-progress" role="status">
      <p>{texts.progress.running(figures.format(events), duration(atMs))}</p>
      <button type="button" className="button" onClick={() => page.stopRun()}>
        <Square size={11} fill="currentColor" aria-hidden />
        {texts.progress.stop}
      </button>
    </div>
  );
}
