/** The picture of the run on show: its words, its stretch, its colours; as a canvas, as a file. */
import { lateIn, lostIn, scenarioOf, variantOf } from '../store/selectors.ts';
import { openingEvent } from '../store/opening.ts';
import { openingView, wholeRun } from '../store/span.ts';
import { accountIn } from '../store/account.ts';
import type { PageState, TimeView } from '../store/state.ts';
import { outcomes, sides, sidesShort } from '../texts.ts';
import { picturesTexts } from '../texts/pictures.ts';
import {
  makeHatches,
  measureWith,
  type Palette,
  type Picture,
  pictureOf,
  type PictureWords,
  readPalette,
} from '../timeline/picture/index.ts';
import type { RunResult } from '../worker/protocol.ts';

export type Stretch = keyof typeof picturesTexts.stretches;
export type Colours = keyof typeof picturesTexts.colourNames;

/** A canvas beyond this many pixels is refused by some browsers. */
const MOST_PIXELS = 60_000_000;
const LONGEST_EDGE = 16_000;

export function viewFor(result: RunResult, view: TimeView, stretch: Stretch): TimeView {
  switch (stretch) {
    case 'story':
      return openingView(result.trace, openingEvent(result));
    case 'run':
      return wholeRun(result.trace);
    case 'sight':
      return view;
  }
}

/** What a theme's colours are is written in the style sheet: it is put on for as long as they are read. */
export function paletteFor(colours: Colours): Palette {
  const root = document.documentElement;
  if (colours === 'page') return readPalette(root);
  const before = root.dataset['theme'];
  root.dataset['theme'] = colours;
  try {
    return readPalette(root);
  } finally {
    if (before === undefined) delete root.dataset['theme'];
    else root.dataset['theme'] = before;
  }
}

export function wordsFor(state: PageState, result: RunResult): PictureWords {
  const scenario = scenarioOf(state);
  const { inputs } = result.trace;
  const { first, standing } = accountIn(result);
  const titles = new Map(state.description?.checks.map(({ id, title }) => [id, title]));
  const baseline = new Map(result.verdicts.baseline.map(({ check, verdict }) => [check, verdict]));
  return {
    title: scenario?.title ?? inputs.scenario,
    about: picturesTexts.about(variantOf(scenario, state.choice)?.title ?? inputs.variant, inputs.seed, inputs.policy),
    sentence: first.text,
    wrong: standing === 'wrong',
    badges: (['pipeline', 'baseline'] as const).map((side) => ({
      text: `${sides[side]}: ${outcomes[result.marks[side]].toLowerCase()}`,
      outcome: result.marks[side],
    })),
    verdicts: result.verdicts.pipeline.map(({ check, verdict }) => ({
      title: titles.get(check) ?? check,
      pipeline: verdict,
      baseline: baseline.get(check) ?? null,
    })),
    sides: sidesShort,
    checks: picturesTexts.checks,
    foot: picturesTexts.foot(result.hash.slice(0, 8)),
  };
}

export interface PictureChoice {
  readonly words: PictureWords;
  readonly view: TimeView;
  readonly palette: Palette;
  readonly width: number;
  readonly low: boolean;
}

export function drawingOf(result: RunResult, { words, view, palette, width, low }: PictureChoice): Picture {
  const late = lateIn(result);
  return pictureOf({
    trace: result.trace,
    view,
    lost: lostIn(result),
    late: { pipeline: late.pipeline.size, baseline: late.baseline.size },
    words,
    measure: measureWith(palette),
    width,
    low,
  });
}

/** Paints the picture on a canvas of its size; null where the browser has no canvas so large. */
export function onCanvas(canvas: HTMLCanvasElement, picture: Picture, palette: Palette, wanted: number): number | null {
  const { width, height } = picture;
  const ratio = Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height)), LONGEST_EDGE / Math.max(width, height));
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const ctx = canvas.getContext('2d', { alpha: false });
  if (ctx === null) return null;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  picture.paint({ ctx, palette, ratio, hatches: makeHatches(palette, ratio) });
  return ratio;
}

/**
 * The page's fonts in the weights that a picture sets, so that none is drawn before it has come. One that does not come
 * is replaced by another, as on the page.
 */
export async function fontsReady(palette: Palette): Promise<void> {
  const wanted = [400, 600].map((weight) => `${weight} 12px ${palette.sans}`);
  await Promise.allSettled(wanted.map((font) => document.fonts.load(font, 'aა1')));
}
