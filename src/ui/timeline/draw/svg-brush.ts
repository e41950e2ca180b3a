/**
 * A brush that writes SVG: what is painted with it is a vector picture of the same shapes. It knows what the timelines
 * paint with; a pattern is a string that names one of its definitions. Needs no browser.
 */
import type { Measure } from '../place/wishes.ts';
import type { Brush } from './brush.ts';

interface State {
  readonly x: number;
  readonly y: number;
  readonly clip: string | null;
  readonly fill: Brush['fillStyle'];
  readonly stroke: Brush['strokeStyle'];
  readonly width: number;
  readonly join: CanvasLineJoin;
  readonly alpha: number;
  readonly font: string;
  readonly align: CanvasTextAlign;
  readonly baseline: CanvasTextBaseline;
  readonly dash: readonly number[];
}

const ANCHORS: Readonly<Partial<Record<CanvasTextAlign, string>>> = { center: 'middle', right: 'end', end: 'end' };
const STRONG_FROM = 600;
const WEIGHT_SIZE_FAMILY = /^(\d+|normal|bold) (\d+(?:\.\d+)?)px (.+)$/;

export class SvgBrush implements Brush {
  fillStyle: Brush['fillStyle'] = '#000000';
  strokeStyle: Brush['strokeStyle'] = '#000000';
  lineWidth = 1;
  lineJoin: CanvasLineJoin = 'miter';
  globalAlpha = 1;
  font = '400 11px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly #elements: string[] = [];
  readonly #definitions: string[] = [];
  readonly #states: State[] = [];
  #x = 0;
  #y = 0;
  #clip: string | null = null;
  #dash: readonly number[] = [];
  #path = '';
  #clips = 0;
  readonly #measure: Measure;

  /** Words are given the width that they were placed by: whoever opens the file may not have the fonts. */
  constructor(measure: Measure) {
    this.#measure = measure;
  }

  /** Something that shapes can be filled with by its name: a pattern. */
  define(definition: string): void {
    this.#definitions.push(definition);
  }

  /** The whole picture; `title` is what a reader hears. */
  document(width: number, height: number, title: string): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}" role="img">`,
      `<title>${escaped(title)}</title>`,
      `<defs>${this.#definitions.join('')}</defs>`,
      ...this.#elements,
      '</svg>',
      '',
    ].join('\n');
  }

  save(): void {
    this.#states.push({
      x: this.#x,
      y: this.#y,
      clip: this.#clip,
      fill: this.fillStyle,
      stroke: this.strokeStyle,
      width: this.lineWidth,
      join: this.lineJoin,
      alpha: this.globalAlpha,
      font: this.font,
      align: this.textAlign,
      baseline: this.textBaseline,
      dash: this.#dash,
    });
  }

  restore(): void {
    const state = this.#states.pop();
    if (state === undefined) return;
    this.#x = state.x;
    this.#y = state.y;
    this.#clip = state.clip;
    this.fillStyle = state.fill;
    this.strokeStyle = state.stroke;
    this.lineWidth = state.width;
    this.lineJoin = state.join;
    this.globalAlpha = state.alpha;
    this.font = state.font;
    this.textAlign = state.align;
    this.textBaseline = state.baseline;
    this.#dash = state.dash;
  }

  translate(x: number, y: number): void {
    this.#x += x;
    this.#y += y;
  }

  beginPath(): void {
    this.#path = '';
  }

  closePath(): void {
    this.#path += 'Z';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${number(x)} ${number(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${number(x)} ${number(y)}`;
  }

  /** Whole circles are all that is ever drawn. */
  arc(x: number, y: number, radius: number): void {
    const r = number(radius);
    this.#path += `M${number(x - radius)} ${number(y)}A${r} ${r} 0 1 1 ${number(x + radius)} ${number(y)}A${r} ${r} 0 1 1 ${number(x - radius)} ${number(y)}Z`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${number(x)} ${number(y)}h${number(width)}v${number(height)}h${number(-width)}Z`;
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.max(0, Math.min(radius, width / 2, height / 2));
    if (r === 0) {
      this.rect(x, y, width, height);
      return;
    }
    const corner = (dx: number, dy: number): string => `a${number(r)} ${number(r)} 0 0 1 ${number(dx)} ${number(dy)}`;
    const across = number(width - 2 * r);
    const down = number(height - 2 * r);
    this.#path += `M${number(x + r)} ${number(y)}h${across}${corner(r, r)}v${down}${corner(-r, r)}h-${across}${corner(-r, -r)}v-${down}${corner(r, -r)}Z`;
  }

  fill(): void {
    if (this.#path !== '') this.#put(`<path d="${this.#path}" ${this.#filled()}`);
  }

  stroke(): void {
    if (this.#path !== '') this.#put(`<path d="${this.#path}" ${this.#stroked()}`);
  }

  /** What is drawn until the state is restored stays inside the path, and inside what held it before. */
  clip(): void {
    this.#clips += 1;
    const id = `clip-${this.#clips}`;
    const within = this.#clip === null ? '' : ` clip-path="url(#${this.#clip})"`;
    this.#definitions.push(`<clipPath id="${id}"${within}><path d="${this.#path}"${this.#moved()}/></clipPath>`);
    this.#clip = id;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (width <= 0 || height <= 0) return;
    this.#put(`<rect ${box(x, y, width, height)} ${this.#filled()}`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#put(`<rect ${box(x, y, width, height)} ${this.#stroked()}`);
  }

  fillText(text: string, x: number, y: number): void {
    this.#text(text, x, y, this.#filled());
  }

  strokeText(text: string, x: number, y: number): void {
    this.#text(text, x, y, this.#stroked());
  }

  #text(text: string, x: number, y: number, look: string): void {
    const [, weight = '400', size = '11', family = 'sans-serif'] = WEIGHT_SIZE_FAMILY.exec(this.font) ?? [];
    const anchor = ANCHORS[this.textAlign];
    const attributes = [
      `x="${number(x)}" y="${number(y)}"`,
      `font-family="${escaped(family.replaceAll('"', "'"))}" font-size="${size}" font-weight="${weight}"`,
      ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
      `textLength="${number(this.#widthOf(text, Number(weight), Number(size)))}" lengthAdjust="spacingAndGlyphs"`,
      ...(this.textBaseline === 'middle' ? ['dominant-baseline="central"'] : []),
      look,
    ];
    this.#put(`<text ${attributes.join(' ')}`, `>${escaped(text)}</text>`);
  }

  /** The measure is of 11 pixels; other sizes are in proportion. */
  #widthOf(text: string, weight: number, px: number): number {
    return (this.#measure(text, weight >= STRONG_FROM) * px) / 11;
  }

  setLineDash(segments: number[]): void {
    this.#dash = segments;
  }

  #put(open: string, end = '/>'): void {
    // A clip lies in the picture's own coordinates: the shape that it cuts is moved inside of it.
    const clip = this.#clipped();
    const shape = `${open}${this.#moved()}${end}`;
    this.#elements.push(clip === '' ? shape : `<g${clip}>${shape}</g>`);
  }

  #moved(): string {
    return this.#x === 0 && this.#y === 0 ? '' : ` transform="translate(${number(this.#x)} ${number(this.#y)})"`;
  }

  #clipped(): string {
    return this.#clip === null ? '' : ` clip-path="url(#${this.#clip})"`;
  }

  #filled(): string {
    return `fill="${named(this.fillStyle)}"${this.#faint()}`;
  }

  #stroked(): string {
    const dash = this.#dash.length === 0 ? '' : ` stroke-dasharray="${this.#dash.map(number).join(' ')}"`;
    return `fill="none" stroke="${named(this.strokeStyle)}" stroke-width="${number(this.lineWidth)}"${this.#joined()}${dash}${this.#faint()}`;
  }

  #joined(): string {
    return this.lineJoin === 'miter' ? '' : ` stroke-linejoin="${this.lineJoin}"`;
  }

  #faint(): string {
    return this.globalAlpha === 1 ? '' : ` opacity="${number(this.globalAlpha)}"`;
  }
}

/** A pattern of a canvas means nothing here: whoever paints with this brush gives names. */
function named(style: string | CanvasGradient | CanvasPattern): string {
  return typeof style === 'string' ? escaped(style) : 'none';
}

/** To a hundredth of a pixel. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function box(x: number, y: number, width: number, height: number): string {
  return `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
}

/** Characters that XML does not have at all are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
