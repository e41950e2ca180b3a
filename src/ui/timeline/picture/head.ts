/** Above the timelines: what the run is, its verdicts in a word, what went wrong first, and the legend. */
import type { Outcome } from '../../../sim/model/verdict.ts';
import { paintArrow } from '../draw/paint-arrows.ts';
import { barBox, paintBar } from '../draw/paint-bars.ts';
import { paintMark } from '../draw/paint-marks.ts';
import { cutTo, linesOf, paintText } from '../draw/text.ts';
import type { ColourName } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import type { Bar, Mark } from '../layout/shapes.ts';
import { texts } from '../texts.ts';
import { PADDING } from './sections.ts';
import { measured, type PictureSetting } from './words.ts';

const TITLE_PX = 30;
const ABOUT_PX = 20;
const SENTENCE_PX = 20;
const LEGEND_PX = 32;
const BADGE_PX = 22;
const MOST_SENTENCE_LINES = 3;

const TONES: Readonly<Record<Outcome, { readonly text: ColourName; readonly ground: ColourName }>> = {
  holds: { text: 'green', ground: 'green-bg' },
  broken: { text: 'crimson', ground: 'crimson-bg' },
  inconclusive: { text: 'text-2', ground: 'header' },
};

function sentenceLines({ words, measure, width }: PictureSetting): readonly string[] {
  return linesOf(words.sentence, width - PADDING * 2 - 14, measured(measure, 13, true), MOST_SENTENCE_LINES);
}

export function headHeight(setting: PictureSetting): number {
  return TITLE_PX + ABOUT_PX + sentenceLines(setting).length * SENTENCE_PX + LEGEND_PX;
}

export function paintHead(pen: Pen, setting: PictureSetting): void {
  const { words, measure, width } = setting;
  const room = width - PADDING * 2;
  const badgesPx = badges(pen, setting);
  paintText(
    pen,
    cutTo(words.title, room - badgesPx - 20, measured(measure, 18, true)),
    PADDING,
    PADDING + TITLE_PX / 2 - 2,
    {
      px: 18,
      weight: 600,
      colour: 'text-1',
    },
  );
  let y = PADDING + TITLE_PX;
  paintText(pen, cutTo(words.about, room, measured(measure, 12)), PADDING, y + ABOUT_PX / 2 - 2, {
    px: 12,
    colour: 'text-3',
  });
  y += ABOUT_PX;
  const lines = sentenceLines(setting);
  if (lines.length > 0) {
    pen.ctx.fillStyle = pen.palette.colours[words.wrong ? 'crimson' : 'green'];
    pen.ctx.fillRect(PADDING, y + 2, 3, lines.length * SENTENCE_PX - 4);
  }
  for (const line of lines) {
    paintText(pen, line, PADDING + 14, y + SENTENCE_PX / 2, { px: 13, weight: 600, colour: 'text-1' });
    y += SENTENCE_PX;
  }
  paintLegend(pen, setting, y + LEGEND_PX / 2);
}

/** From the right; gives how much of the row they take. */
function badges(pen: Pen, { words, measure, width }: PictureSetting): number {
  let right = width - PADDING;
  for (const { text, outcome } of words.badges.toReversed()) {
    const wide = measured(measure, 12, true)(text) + 18;
    const { ctx, palette } = pen;
    ctx.fillStyle = palette.colours[TONES[outcome].ground];
    ctx.beginPath();
    ctx.roundRect(right - wide, PADDING + 1, wide, BADGE_PX, 5);
    ctx.fill();
    paintText(pen, text, right - wide / 2, PADDING + 1 + BADGE_PX / 2, {
      px: 12,
      weight: 600,
      colour: TONES[outcome].text,
      align: 'center',
    });
    right -= wide + 8;
  }
  return width - PADDING - right;
}

const SHAPE = {
  lane: 0,
  track: 0,
  eventId: 0,
  label: '',
  note: null,
  ending: 'closed',
  endEventId: 0,
  fromMs: 0,
  toMs: 0,
} as const;
const MARK: Mark = { kind: 'cross', lane: 0, track: 0, eventId: 0, atMs: 0, label: '', tone: 'failure', number: 0 };
const ARROW = {
  eventId: 0,
  fromLane: 0,
  fromTrack: 0,
  fromMs: 0,
  toLane: 0,
  toTrack: 0,
  toMs: 0,
  failed: false,
} as const;
const SAMPLE_PX = 22;

/** The shapes as they are drawn, each with its word. */
function paintLegend(pen: Pen, { measure }: PictureSetting, y: number): void {
  const { legend } = texts;
  const bar = (kind: Bar['kind']) => (x: number) => paintBar(pen, { ...SHAPE, kind }, barBox(x, x + SAMPLE_PX, y, 12));
  const arrow = (kind: 'call' | 'answer') => (x: number) =>
    paintArrow(pen, { ...ARROW, kind }, { x1: x, y1: y, x2: x + SAMPLE_PX, y2: y }, false);
  const entries: readonly (readonly [string, (x: number) => void])[] = [
    [legend.message, arrow('call')],
    [legend.answer, arrow('answer')],
    [legend.wait, bar('wait')],
    [legend.lock, bar('lock')],
    [legend.model, bar('model')],
    [legend.dropped, (x) => paintMark(pen, MARK, x + SAMPLE_PX / 2, y)],
  ];
  let x = PADDING;
  for (const [word, sample] of entries) {
    sample(x);
    paintText(pen, word, x + SAMPLE_PX + 7, y, { px: 12, colour: 'text-2' });
    x += SAMPLE_PX + 7 + measured(measure, 12)(word) + 20;
  }
}
