/**
 * What painting needs of a canvas's context, and no more: whoever offers these draws the same timelines. A canvas does;
 * `SvgBrush` writes them down as a vector picture.
 */
export interface Brush {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  save: () => void;
  restore: () => void;
  translate: (x: number, y: number) => void;
  beginPath: () => void;
  closePath: () => void;
  moveTo: (x: number, y: number) => void;
  lineTo: (x: number, y: number) => void;
  arc: (x: number, y: number, radius: number, from: number, to: number) => void;
  rect: (x: number, y: number, width: number, height: number) => void;
  roundRect: (x: number, y: number, width: number, height: number, radius: number) => void;
  fill: () => void;
  stroke: () => void;
  clip: () => void;
  fillRect: (x: number, y: number, width: number, height: number) => void;
  strokeRect: (x: number, y: number, width: number, height: number) => void;
  strokeText: (text: string, x: number, y: number) => void;
  fillText: (text: string, x: number, y: number) => void;
  setLineDash: (segments: number[]) => void;
}
