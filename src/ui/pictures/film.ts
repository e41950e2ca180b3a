/**
 * A run as a film: the timelines with a playhead, the two chats as they grow, and the captions of the presentation. A
 * plan says what is shown when; a frame is painted for any moment of it.
 */
import type { Side } from '../../sim/model/trace.ts';
import { accountIn } from '../store/account.ts';
import { type Step, stepsOf } from '../present/steps.ts';
import { type ChatLine, chatAt, usersOf } from '../store/selectors.ts';
import { storyEnd } from '../store/span.ts';
import { waitAt } from '../store/moment/waiting.ts';
import { sides, texts } from '../texts.ts';
import { clockTime, duration } from '../format.ts';
import { cutTo, linesOf, paintText, type Palette, type Pen, type Picture } from '../timeline/picture/index.ts';
import type { RunResult } from '../worker/protocol.ts';

export const FILM = { width: 1280, height: 720 } as const;

const MARGIN = 16;
/** Where the timelines stand; the chats are right of them, the caption below both. */
export const TIMELINES = { x: MARGIN, y: MARGIN, width: 760, height: 588 } as const;
const CHATS = { x: 792, y: MARGIN, width: FILM.width - 792 - MARGIN, height: 588 } as const;
const CAPTION = { x: MARGIN, y: 616, width: FILM.width - MARGIN * 2, height: 88 } as const;

/** How long the end and each cause are shown, in real milliseconds. */
const END_MS = 3_500;
const CAUSE_MS = 3_500;
const START_MS = 1_200;

/** A stretch of the film: it plays from one moment of the run to another, or stays at one. */
interface Scene {
  readonly fromMs: number;
  readonly toMs: number;
  readonly lastsMs: number;
  /** Its caption; null: whatever the run has come to. */
  readonly step: Step | null;
}

export interface Film {
  readonly lastsMs: number;
  readonly scenes: readonly Scene[];
  readonly steps: readonly Step[];
  readonly result: RunResult;
}

/** At that many virtual seconds in one real second. */
export function filmOf(result: RunResult, title: string, speed: number): Film {
  const steps = stepsOf({ trace: result.trace, account: accountIn(result), title });
  const endMs = storyEnd(result.trace);
  const still = (step: Step, lastsMs: number): Scene => ({ fromMs: step.atMs, toMs: step.atMs, lastsMs, step });
  const end = steps.findIndex(({ part }) => part === 'led' || part === 'fine');
  const scenes: readonly Scene[] = [
    ...steps.slice(0, 1).map((step) => still(step, START_MS)),
    { fromMs: 0, toMs: endMs, lastsMs: endMs / speed, step: null },
    ...steps.slice(end, end + 1).map((step) => still(step, END_MS)),
    ...steps.slice(end + 1).map((step) => still(step, CAUSE_MS)),
  ];
  return { scenes, steps: steps.slice(0, end), result, lastsMs: scenes.reduce((sum, { lastsMs }) => sum + lastsMs, 0) };
}

interface Shot {
  readonly atMs: number;
  readonly step: Step | undefined;
}

/** What is shown after so many real milliseconds. */
function shotAt({ scenes, steps }: Film, filmMs: number): Shot {
  let left = filmMs;
  for (const { fromMs, toMs, lastsMs, step } of scenes) {
    if (left <= lastsMs) {
      const atMs = lastsMs === 0 ? toMs : fromMs + ((toMs - fromMs) * left) / lastsMs;
      return { atMs, step: step ?? steps.findLast((each) => each.atMs <= atMs) };
    }
    left -= lastsMs;
  }
  const last = scenes.at(-1);
  return { atMs: last?.toMs ?? 0, step: last?.step ?? undefined };
}

/** The timelines as they were painted once, and how they are laid into the frame. */
export interface Still {
  readonly canvas: HTMLCanvasElement;
  readonly picture: Picture;
  /** Virtual stretch that the plots show. */
  readonly view: { readonly fromMs: number; readonly toMs: number };
}

export interface FrameTools {
  readonly pen: Pen & { readonly ctx: CanvasRenderingContext2D };
  readonly measure: (text: string, strong: boolean) => number;
  readonly palette: Palette;
}

export function paintFrame(tools: FrameTools, film: Film, still: Still, filmMs: number): void {
  const { pen, palette } = tools;
  const { ctx } = pen;
  const { atMs, step } = shotAt(film, filmMs);
  const { trace } = film.result;
  ctx.fillStyle = palette.colours['header'];
  ctx.fillRect(0, 0, FILM.width, FILM.height);
  timelines(tools, still, atMs);
  const users = usersOf(trace);
  const user = trace.events[step?.eventId ?? -1]?.users.find((each) => users.includes(each)) ?? users[0] ?? '';
  const half = (CHATS.width - 12) / 2;
  phone(tools, film.result, 'pipeline', user, atMs, CHATS.x, half);
  phone(tools, film.result, 'baseline', user, atMs, CHATS.x + half + 12, half);
  caption(tools, step, atMs);
}

function timelines({ pen, palette }: FrameTools, { canvas, picture, view }: Still, atMs: number): void {
  const { ctx } = pen;
  const shrink = Math.min(TIMELINES.width / picture.width, TIMELINES.height / picture.height);
  const { x: left, y: top } = TIMELINES;
  ctx.drawImage(canvas, left, top, picture.width * shrink, picture.height * shrink);
  const { plot } = picture;
  const share = Math.min(1, Math.max(0, (atMs - view.fromMs) / (view.toMs - view.fromMs)));
  const x = left + (plot.x + plot.width * share) * shrink;
  const right = left + (plot.x + plot.width) * shrink;
  const y = top + plot.y * shrink;
  // What has not happened yet is still under a veil.
  ctx.globalAlpha = 0.82;
  ctx.fillStyle = palette.colours['surface'];
  ctx.fillRect(x, y, right - x, plot.height * shrink);
  ctx.globalAlpha = 1;
  ctx.fillStyle = palette.colours['text-1'];
  ctx.fillRect(x - 1, y, 2, plot.height * shrink);
}

const BUBBLE = { px: 13, line: 18, padding: 8, gap: 7 } as const;
const PHONE_HEAD = 34;
const NOTE_PX = 40;
/** More lines than that are never in sight. */
const MOST_LINES = 40;

function phone(
  tools: FrameTools,
  result: RunResult,
  side: Side,
  user: string,
  atMs: number,
  x: number,
  width: number,
): void {
  const { pen, palette, measure } = tools;
  const { ctx } = pen;
  const { colours } = palette;
  const { y, height } = CHATS;
  const chat = chatAt(result.trace, side, user, atMs);
  ctx.fillStyle = colours['surface'];
  ctx.strokeStyle = colours['line-2'];
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 14);
  ctx.fill();
  ctx.stroke();
  paintText(pen, sides[side], x + 12, y + PHONE_HEAD / 2, { px: 14, weight: 600, colour: 'text-1' });
  paintText(pen, `${chat.answered} / ${chat.sent}`, x + width - 12, y + PHONE_HEAD / 2, {
    px: 13,
    colour: 'text-2',
    align: 'right',
  });
  ctx.fillStyle = colours['line'];
  ctx.fillRect(x + 1, y + PHONE_HEAD, width - 2, 1);
  const wait = waitAt(result, side, user, chat, atMs);
  if (wait !== null) {
    const since = duration(Math.round(wait.sinceMs / 100) * 100);
    const lost = wait.kind === 'lost';
    note(
      tools,
      lost ? texts.chat.neverAnswered(since) : texts.chat.waiting(since),
      lost,
      x + 8,
      y + height - NOTE_PX - 8,
      width - 16,
    );
  }
  const bubbles = chat.lines
    .slice(-MOST_LINES)
    .map((line) => bubbleOf(line, width - 60, (text) => (measure(text, false) * BUBBLE.px) / 11));
  const room = height - PHONE_HEAD - NOTE_PX - 24;
  const wanted = bubbles.reduce((sum, bubble) => sum + bubble.height + BUBBLE.gap, 0);
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y + PHONE_HEAD + 1, width, room + 8);
  ctx.clip();
  let at = y + PHONE_HEAD + 10 + Math.min(0, room - wanted);
  for (const bubble of bubbles) {
    paintBubble(tools, bubble, bubble.own ? x + width - bubble.width - 10 : x + 10, at);
    at += bubble.height + BUBBLE.gap;
  }
  ctx.restore();
}

interface Bubble {
  readonly own: boolean;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

function bubbleOf({ kind, event }: ChatLine, room: number, measure: (text: string) => number): Bubble {
  const lines = linesOf(event.text, room - BUBBLE.padding * 2, measure, 8);
  const wide = Math.max(...lines.map(measure), 12);
  return {
    own: kind === 'message',
    lines,
    width: Math.ceil(wide) + BUBBLE.padding * 2,
    height: lines.length * BUBBLE.line + BUBBLE.padding,
  };
}

function paintBubble({ pen, palette }: FrameTools, { own, lines, width, height }: Bubble, x: number, y: number): void {
  const { ctx } = pen;
  ctx.fillStyle = palette.colours[own ? 'blue' : 'instance'];
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 10);
  ctx.fill();
  for (const [index, line] of lines.entries())
    paintText(pen, line, x + BUBBLE.padding, y + BUBBLE.padding / 2 + BUBBLE.line * (index + 0.5), {
      px: BUBBLE.px,
      colour: own ? 'on-blue' : 'text-1',
    });
}

function note(
  { pen, palette, measure }: FrameTools,
  text: string,
  lost: boolean,
  x: number,
  y: number,
  width: number,
): void {
  const { ctx } = pen;
  ctx.fillStyle = palette.colours[lost ? 'crimson-bg' : 'header'];
  ctx.strokeStyle = palette.colours[lost ? 'crimson' : 'line-2'];
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.roundRect(x + 0.5, y + 0.5, width - 1, NOTE_PX - 1, 8);
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
  const lines = linesOf(text, width - 20, (part) => (measure(part, false) * 12) / 11, 2);
  for (const [index, line] of lines.entries())
    paintText(pen, line, x + 10, y + NOTE_PX / 2 + (index - (lines.length - 1) / 2) * 15, {
      px: 12,
      colour: lost ? 'crimson' : 'text-2',
    });
}

const CAPTION_COLOURS = {
  title: 'line-2',
  did: 'blue',
  reply: 'green',
  baseline: 'green',
  fine: 'green',
  first: 'crimson',
  next: 'crimson',
  led: 'crimson',
  why: 'amber-edge',
  met: 'line-2',
} as const;

function caption({ pen, palette, measure }: FrameTools, step: Step | undefined, atMs: number): void {
  const { ctx } = pen;
  const { x, y, width, height } = CAPTION;
  ctx.fillStyle = palette.colours['surface'];
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 8);
  ctx.fill();
  const time = `${clockTime(atMs)} s`;
  paintText(pen, time, x + width - 16, y + 20, { px: 18, weight: 600, colour: 'text-1', align: 'right' });
  if (step === undefined) return;
  ctx.fillStyle = palette.colours[CAPTION_COLOURS[step.part]];
  ctx.fillRect(x, y, 5, height);
  const bad = step.part === 'first' || step.part === 'next' || step.part === 'led';
  paintText(pen, texts.present.parts[step.part], x + 20, y + 18, {
    px: 13,
    weight: 600,
    colour: bad ? 'crimson' : 'text-3',
  });
  const px = step.lines.length > 1 ? 15 : 18;
  const size = (text: string): number => (measure(text, true) * px) / 11;
  const lines =
    step.lines.length > 1
      ? step.lines.slice(0, 3).map((line) => cutTo(line, width - 60, size))
      : linesOf(step.lines[0] ?? '', width - 60, size, 2);
  const gap = lines.length > 2 ? 18 : 23;
  for (const [index, line] of lines.entries())
    paintText(pen, line, x + 20, y + 40 + index * gap, { px, weight: 600, colour: 'text-1' });
}
