/** Runs inside the page: zooms from the whole run to two seconds and back, then moves along it, a step each frame. */
export interface Frames {
  /** Between one frame and the next, in real milliseconds. */
  readonly deltas: readonly number[];
  /** From the start of a frame until everything of it is drawn; only where that was forced. */
  readonly costs: readonly number[];
  /** In how many frames another stretch was in sight. */
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
  let shown = '';
  const channel = new MessageChannel();
  return new Promise((resolve) => {
    const from = performance.now();
    let last = from;
    let index = 0;
    let frameFrom = 0;
    // A message comes after the frame's own work; reading a pixel then waits until everything is drawn.
    channel.port1.onmessage = () => {
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.tl-plot canvas'))
        canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
      costs.push(performance.now() - frameFrom);
    };
    const frame = (now: number): void => {
      if (index > 5) deltas.push(now - last);
      last = now;
      if (now - from > forMs) return resolve({ deltas, costs, drawn });
      const ticks = document.querySelector('.tl-axis')?.innerHTML ?? '';
      if (ticks !== shown) drawn += 1;
      shown = ticks;
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
