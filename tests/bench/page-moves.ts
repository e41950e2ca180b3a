/** Runs inside the page: zooms from the whole run to two seconds and back, then moves along it, a step each frame. */
export interface Frames {
  /** Between one frame and the next, in real milliseconds. */
  readonly deltas: readonly number[];
  /** From the start of a frame until everything of it is drawn; only where that was forced. */
  readonly costs: readonly number[];
  /** In how many frames the timelines were drawn anew. */
  readonly drawn: number;
}

/** One function, since it is sent into the page as it is. */
export function moveFor({ forMs, flush }: { readonly forMs: number; readonly flush: boolean }): Promise<Frames> {
  const plot = document.querySelector<HTMLElement>('.tl-plot');
  if (plot === null) throw new Error('There is no timeline.');
  const { left, width, top } = plot.getBoundingClientRect();
  const wheel = (deltaY: number, shiftKey: boolean): void => {
    const [clientX, clientY] = [left + width * 0.4, top + 40];
    plot.dispatchEvent(
      new WheelEvent('wheel', { deltaY, shiftKey, clientX, clientY, bubbles: true, cancelable: true }),
    );
  };
  const deltas: number[] = [];
  const costs: number[] = [];
  let drawn = 0;
  let drawing = false;
  // Each drawing begins by setting its canvas' scale; elements that stand on it do not move with every frame.
  const { prototype } = CanvasRenderingContext2D;
  const setTransform = Object.getOwnPropertyDescriptor(prototype, 'setTransform');
  if (setTransform === undefined) throw new Error('A canvas has no scale to set.');
  Object.defineProperty(prototype, 'setTransform', {
    ...setTransform,
    value(this: CanvasRenderingContext2D, ...scale: unknown[]): void {
      drawing ||= this.canvas instanceof HTMLCanvasElement && plot.contains(this.canvas);
      Reflect.apply(setTransform.value, this, scale);
    },
  });
  const channel = new MessageChannel();
  return new Promise((resolve) => {
    const from = performance.now();
    let last = from;
    let index = 0;
    let frameFrom = 0;
    // A message comes after the frame's own work; reading a pixel then waits until everything is drawn.
    channel.port1.onmessage = () => {
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.tl canvas, canvas.tl-moved'))
        canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
      costs.push(performance.now() - frameFrom);
    };
    const frame = (now: number): void => {
      if (index > 5) deltas.push(now - last);
      last = now;
      if (drawing) drawn += 1;
      drawing = false;
      if (now - from > forMs) {
        Object.defineProperty(prototype, 'setTransform', setTransform);
        resolve({ deltas, costs, drawn });
        return;
      }
      frameFrom = performance.now();
      // In by 45 frames, along for 75, out by 45.
      const step = index % 165;
      if (step < 45) wheel(-75, false);
      else if (step < 120) wheel(step % 75 < 37 ? 14 : -14, true);
      else wheel(75, false);
      index += 1;
      if (flush) channel.port2.postMessage(0);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** The least that a page can do in a frame: one opaque canvas as large as a timeline, moved by the same wheel. */
export function barePage({ width, height }: { readonly width: number; readonly height: number }): void {
  const plot = document.createElement('div');
  plot.className = 'tl-plot';
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  plot.append(canvas);
  document.body.replaceChildren(plot);
  const ctx = canvas.getContext('2d', { alpha: false });
  if (ctx === null) throw new Error('There is no canvas.');
  let x = 0;
  let asked = false;
  const draw = (): void => {
    asked = false;
    x = (x + 7) % width;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, width, height);
    ctx.fillStyle = '#333333';
    ctx.fillRect(x, 0, 20, height);
  };
  plot.addEventListener('wheel', (event) => {
    event.preventDefault();
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  });
}
