/** Says that the run on show was read from a file, and whether its inputs still give it. */
import { FileCheck2, GitCompare, Play } from 'lucide-react';
import type { ReactElement } from 'react';
import { usePageState, useTools } from '../context.ts';
import { atTime, figures } from '../format.ts';
import { fileOnShow } from '../store/selectors.ts';
import type { Loaded } from '../store/state.ts';
import { texts } from '../texts.ts';

export function FileBar(): ReactElement | null {
  const { page } = useTools();
  const file = usePageState(fileOnShow);
  if (file === null) return null;
  const { keep } = texts;
  const differs = file.again.kind === 'departs';
  return (
    <section className="own-bar file-bar" aria-label={keep.bar} data-same={!differs}>
      <p role="status">
        <FileCheck2 size={14} aria-hidden /> {keep.shown(file.name)} <Said file={file} />
      </p>
      {file.again.kind === 'refused' ? null : (
        <button type="button" className="button" onClick={() => void page.run()}>
          <Play size={13} aria-hidden />
          {keep.runAgain}
        </button>
      )}
      {differs ? (
        <button
          type="button"
          className="button primary"
          onClick={() => {
            void page.run();
            page.store.setState({ stage: 'compare', compare: { left: { kind: 'file' }, right: { kind: 'this' } } });
          }}
        >
          <GitCompare size={13} aria-hidden />
          {keep.compareAgain}
        </button>
      ) : null}
    </section>
  );
}

function Said({ file: { again, result } }: { readonly file: Loaded }): ReactElement {
  const { keep } = texts;
  switch (again.kind) {
    case 'same':
      return (
        <>
          {keep.same(figures.format(result.trace.events.length))}{' '}
          <code title={result.hash}>{result.hash.slice(0, 8)}</code>
        </>
      );
    case 'departs': {
      const { eventId, atMs, path } = again;
      const [recorded, now] = [again.recorded || keep.nothing, again.now || keep.nothing];
      return (
        <>
          <b>{eventId === null ? keep.departsBeside(path) : keep.departs(eventId - 1, atTime(atMs))}</b>{' '}
          <code>{keep.departsHow(path, recorded, now)}</code>
        </>
      );
    }
    case 'stopped':
      return <>{keep.stopped}</>;
    case 'refused':
      return <b>{keep.refused(again.problem.message)}</b>;
  }
}
