/** Records the run on show as a film: how fast, how long that takes, how far it is; stopped at once when asked. */
import { Circle, Square } from 'lucide-react';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { usePageState, useTools } from '../context.ts';
import { saveFile } from '../keep/save.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Select } from '../parts/Select.tsx';
import { fileNameOf } from '../store/exported.ts';
import { openingEvent } from '../store/opening.ts';
import { openingView, speedFor } from '../store/span.ts';
import { SPEEDS } from '../store/state.ts';
import { texts } from '../texts.ts';
import { picturesTexts } from '../texts/pictures.ts';
import { makeHatches, measureWith, type Picture } from '../timeline/picture/index.ts';
import type { RunResult } from '../worker/protocol.ts';
import { type Film, FILM, filmOf, paintFrame, type Still, TIMELINES } from './film.ts';
import { drawingOf, fontsReady, onCanvas, paletteFor, wordsFor } from './picture.ts';
import { record, recordedKind, type Recording } from './record.ts';
import './pictures.css';

type Phase =
  | { readonly kind: 'ready' | 'saved' | 'cancelled' }
  | { readonly kind: 'recording'; readonly share: number }
  | { readonly kind: 'failed'; readonly why: string };

export function RecordDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const result = usePageState((state) => state.result);
  const words = picturesTexts;
  return (
    <Dialog label={words.recordHeading} className="record-dialog" onClose={onClose}>
      <h2>{words.recordHeading}</h2>
      {recordedKind() === undefined ? (
        <p role="status">{words.cannot}</p>
      ) : result === null ? (
        <p className="nothing">{texts.noResult}</p>
      ) : (
        <Record result={result} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Record({ result, onClose }: { readonly result: RunResult; readonly onClose: () => void }): ReactElement {
  const words = picturesTexts;
  const { page } = useTools();
  const name = usePageState(fileNameOf);
  const [speed, setSpeed] = useState(() => speedFor(result.trace));
  const [phase, setPhase] = useState<Phase>({ kind: 'ready' });
  const canvas = useRef<HTMLCanvasElement>(null);
  const recording = useRef<Recording | null>(null);
  const title = useMemo(() => wordsFor(page.store.getState(), result).title, [page, result]);
  const film = useMemo(() => filmOf(result, title, speed), [result, title, speed]);
  useEffect(() => () => recording.current?.cancel(), []);
  useEffect(() => {
    let here = true;
    void painterOn(canvas.current, result, film, wordsFor(page.store.getState(), result)).then((paint) => {
      if (here) paint?.(0);
    });
    return () => {
      here = false;
    };
  }, [page, result, film]);

  const start = async (): Promise<void> => {
    // At once: a second press would record on the same canvas.
    setPhase({ kind: 'recording', share: 0 });
    try {
      const paint = await painterOn(canvas.current, result, film, wordsFor(page.store.getState(), result));
      // The dialog is closed.
      if (canvas.current === null || paint === undefined) return;
      recording.current = record({
        canvas: canvas.current,
        lastsMs: film.lastsMs,
        paint,
        onProgress: (share) => setPhase({ kind: 'recording', share }),
      });
      const blob = await recording.current.film;
      if (blob !== null) saveFile(`${name}.webm`, 'video/webm', blob);
      setPhase({ kind: blob === null ? 'cancelled' : 'saved' });
    } catch (error) {
      setPhase({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    } finally {
      recording.current = null;
    }
  };

  return (
    <>
      <div className="record-screen">
        <canvas ref={canvas} width={FILM.width} height={FILM.height} role="img" aria-label={words.recordLabel} />
      </div>
      <div className="picture-choices">
        <label>
          {words.speed}
          <Select
            value={String(speed)}
            disabled={phase.kind === 'recording'}
            onChange={(event) => setSpeed(Number(event.currentTarget.value))}
          >
            {SPEEDS.map((each) => (
              <option key={each} value={each}>
                {words.speedOf(each)}
              </option>
            ))}
          </Select>
        </label>
        <Standing phase={phase} film={film} />
        {phase.kind === 'recording' ? (
          <button type="button" className="button" onClick={() => recording.current?.cancel()}>
            <Square size={12} fill="currentColor" aria-hidden />
            {words.cancel}
          </button>
        ) : (
          <>
            <button type="button" className="button" onClick={onClose}>
              {words.close}
            </button>
            <button type="button" className="button primary" onClick={() => void start()}>
              <Circle size={12} fill="currentColor" aria-hidden />
              {words.start}
            </button>
          </>
        )}
      </div>
    </>
  );
}

function Standing({ phase, film }: { readonly phase: Phase; readonly film: Film }): ReactElement {
  const words = picturesTexts;
  switch (phase.kind) {
    case 'ready':
      return <span className="rest">{words.takes(Math.ceil(film.lastsMs / 1000))}</span>;
    case 'recording':
      return (
        <>
          <progress aria-label={words.progress} value={phase.share} max={1} />
          <span className="mono">{words.done(phase.share, Math.ceil(((1 - phase.share) * film.lastsMs) / 1000))}</span>
        </>
      );
    case 'saved':
      return <span role="status">{words.saved}</span>;
    case 'cancelled':
      return <span role="status">{words.cancelled}</span>;
    case 'failed':
      return (
        <span className="wrong" role="alert">
          {words.failed(phase.why)}
        </span>
      );
  }
}

/** Paints frames of the film on the canvas; the timelines are painted once and laid into each of them. */
async function painterOn(
  canvas: HTMLCanvasElement | null,
  result: RunResult,
  film: Film,
  words: ReturnType<typeof wordsFor>,
): Promise<((filmMs: number) => void) | undefined> {
  const ctx = canvas?.getContext('2d', { alpha: false });
  if (ctx === null || ctx === undefined) return undefined;
  const palette = paletteFor('page');
  await fontsReady(palette);
  const view = openingView(result.trace, openingEvent(result));
  // What the film tells by and by is not said at its start.
  const said = { ...words, sentence: '', badges: [], verdicts: [], foot: '' };
  const drawn = (width: number): Picture => drawingOf(result, { words: said, view, palette, width, low: true });
  const { height } = drawn(TIMELINES.width);
  // As wide as it has to be to fill its place once it is as high as that.
  const picture = drawn(TIMELINES.width * Math.max(1, height / TIMELINES.height));
  const still: Still = { canvas: document.createElement('canvas'), picture, view };
  onCanvas(still.canvas, picture, palette, 2);
  const pen = { ctx, palette, ratio: 1, hatches: makeHatches(palette, 1) };
  const measure = measureWith(palette);
  return (filmMs) => paintFrame({ pen, palette, measure }, film, still, filmMs);
}
