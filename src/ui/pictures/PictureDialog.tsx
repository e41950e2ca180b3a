/** What a picture of the timelines shows and in which colours; a preview, and the two ways to save it. */
import { Download } from 'lucide-react';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { usePageState, useTools } from '../context.ts';
import { saveFile } from '../keep/save.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Select } from '../parts/Select.tsx';
import { fileNameOf } from '../store/exported.ts';
import { texts } from '../texts.ts';
import { picturesTexts } from '../texts/pictures.ts';
import { measureWith, type Picture, svgOf } from '../timeline/picture/index.ts';
import type { RunResult } from '../worker/protocol.ts';
import {
  type Colours,
  drawingOf,
  fontsReady,
  onCanvas,
  paletteFor,
  type Stretch,
  viewFor,
  wordsFor,
} from './picture.ts';
import './pictures.css';

const WIDTH = 1440;
const SHARP = 2;
const STRETCHES = ['story', 'run', 'sight'] as const satisfies readonly Stretch[];
const COLOURS = ['page', 'light', 'dark'] as const satisfies readonly Colours[];

export function PictureDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const result = usePageState((state) => state.result);
  return (
    <Dialog label={picturesTexts.heading} className="picture-dialog" onClose={onClose}>
      <h2>{picturesTexts.heading}</h2>
      {result === null ? <p className="nothing">{texts.noResult}</p> : <Choose result={result} onClose={onClose} />}
    </Dialog>
  );
}

function Choose({ result, onClose }: { readonly result: RunResult; readonly onClose: () => void }): ReactElement {
  const words = picturesTexts;
  const { page } = useTools();
  const name = usePageState(fileNameOf);
  const theme = usePageState((state) => state.theme);
  const [stretch, setStretch] = useState<Stretch>('story');
  const [colours, setColours] = useState<Colours>('page');
  const [problem, setProblem] = useState<string | null>(null);
  // Drawn when its fonts have come, since words are placed by their width.
  const [ready, setReady] = useState(false);
  // The page's own theme decides what its colours are.
  const palette = useMemo(() => ({ ...paletteFor(colours), theme }), [colours, theme]);
  useEffect(() => {
    let here = true;
    void fontsReady(palette).then(() => {
      if (here) setReady(true);
    });
    return () => {
      here = false;
    };
  }, [palette]);
  const picture = useMemo(() => {
    if (!ready) return null;
    const state = page.store.getState();
    const view = viewFor(result, state.view, stretch);
    return drawingOf(result, { words: wordsFor(state, result), view, palette, width: WIDTH, low: false });
  }, [page, result, stretch, palette, ready]);
  const savePng = (): void => {
    if (picture === null) return;
    const canvas = document.createElement('canvas');
    const ratio = onCanvas(canvas, picture, palette, SHARP);
    canvas.toBlob((blob) => {
      if (blob === null || ratio === null) setProblem(words.tooLarge);
      else saveFile(`${name}.png`, 'image/png', blob);
    }, 'image/png');
  };
  const saveSvg = (): void => {
    if (picture !== null)
      saveFile(`${name}.svg`, 'image/svg+xml', svgOf(picture, palette, measureWith(palette), words.heading));
  };
  return (
    <>
      <Preview picture={picture} palette={palette} />
      <div className="picture-choices">
        <label>
          {words.stretch}
          <Select value={stretch} onChange={(event) => setStretch(chosen(STRETCHES, event.currentTarget.value))}>
            {STRETCHES.map((each) => (
              <option key={each} value={each}>
                {words.stretches[each]}
              </option>
            ))}
          </Select>
        </label>
        <label>
          {words.colours}
          <Select value={colours} onChange={(event) => setColours(chosen(COLOURS, event.currentTarget.value))}>
            {COLOURS.map((each) => (
              <option key={each} value={each}>
                {words.colourNames[each]}
              </option>
            ))}
          </Select>
        </label>
        <button type="button" className="button" onClick={onClose}>
          {words.close}
        </button>
        <button type="button" className="button" disabled={picture === null} onClick={saveSvg}>
          <Download size={14} aria-hidden />
          {words.svg}
        </button>
        <button type="button" className="button primary" disabled={picture === null} onClick={savePng}>
          <Download size={14} aria-hidden />
          {words.png}
        </button>
      </div>
      {problem === null ? null : (
        <p className="wrong" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function chosen<T extends string>(all: readonly [T, ...T[]], value: string): T {
  return all.find((each) => each === value) ?? all[0];
}

/** The picture itself, as wide as the dialog. */
function Preview({
  picture,
  palette,
}: {
  readonly picture: Picture | null;
  readonly palette: Parameters<typeof onCanvas>[2];
}): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null && picture !== null) onCanvas(canvas.current, picture, palette, 1);
  }, [picture, palette]);
  return (
    <div className="picture-preview" tabIndex={0} role="group" aria-label={picturesTexts.preview}>
      <canvas ref={canvas} role="img" aria-label={picturesTexts.preview} />
    </div>
  );
}
