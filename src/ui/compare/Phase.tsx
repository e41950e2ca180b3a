/** How far the two runs are, why they are not there, and a way to stop what takes long. */
import { RotateCcw, Square } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { useTools } from '../context.ts';
import { duration, figures } from '../format.ts';
import { texts } from '../texts.ts';
import { compareTexts } from '../texts/compare.ts';

/** `isShown`: the pair before is in sight, so that a short run says nothing. */
export function Phase({ isShown }: { readonly isShown: boolean }): ReactElement | null {
  const { compared } = useTools();
  const phase = useStore(compared.store, (state) => state.phase);
  const { progress } = texts;
  switch (phase.kind) {
    case 'there':
      return null;
    case 'running':
      if (phase.progress === null) {
        return isShown ? null : (
          <p className="nothing" role="status">
            {compareTexts.running}
          </p>
        );
      }
      return (
        <div className="run-progress" role="status">
          <p>{progress.running(figures.format(phase.progress.events), duration(phase.progress.atMs))}</p>
          <button type="button" className="button" onClick={() => compared.stop()}>
            <Square size={11} fill="currentColor" aria-hidden />
            {progress.stop}
          </button>
        </div>
      );
    case 'missing':
      return (
        <p className="nothing" role="status">
          {compareTexts.missing}
        </p>
      );
    case 'stopped':
      return <Again>{compareTexts.stopped}</Again>;
    case 'failed':
      return <Again>{compareTexts.failed(phase.problem.message)}</Again>;
  }
}

function Again({ children }: { readonly children: string }): ReactElement {
  const { compared } = useTools();
  return (
    <div className="run-progress" role="status">
      <p>{children}</p>
      <button type="button" className="button" onClick={() => compared.again()}>
        <RotateCcw size={13} aria-hidden />
        {compareTexts.again}
      </button>
    </div>
  );
}
