/** Hooks that tie a canvas to its element: its size and pixel ratio, the theme's colours, the width of a text. */
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { bandAround } from '../place/band.ts';
import type { Band } from '../place/geometry.ts';
import type { Measure } from '../place/wishes.ts';
import { type Palette, readPalette } from './palette.ts';
import { wordsFont } from './paint-words.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const NOTHING: Size = { width: 0, height: 0 };

/** The element's content size in CSS pixels; 0 until it is known. */
export function useSize(ref: RefObject<Element | null>): Size {
  const [size, setSize] = useState(NOTHING);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/** The part of what is so tall that is to be drawn, as far as what scrolls it lets it be seen; null until that is known. */
export function useBand(ref: RefObject<Element | null>, scroller: string, height: number): Band | null {
  const [band, setBand] = useState<Band | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    const scrolls = element?.closest(scroller);
    if (element === null || scrolls === undefined || scrolls === null) return undefined;
    const look = (): void => {
      const { top } = element.getBoundingClientRect();
      const { top: from, bottom: to } = scrolls.getBoundingClientRect();
      const now = bandAround({ top: from - top, bottom: to - top }, height);
      setBand((known) => (known?.top === now.top && known.bottom === now.bottom ? known : now));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(scrolls);
    scrolls.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      scrolls.removeEventListener('scroll', look);
    };
  }, [ref, scroller, height]);
  return band;
}

/**
 * The canvas's context in CSS pixels, as large as it should be; `opaque` for one that leaves nothing of it unpainted. It may
 * begin at a place further down: `top`, on a device pixel.
 */
export function fitted(
  canvas: HTMLCanvasElement,
  size: Size,
  ratio: number,
  { opaque = false, top = 0 }: { readonly opaque?: boolean; readonly top?: number } = {},
): CanvasRenderingContext2D | null {
  const ctx = canvas.getContext('2d', { alpha: !opaque });
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  // To set a size, even the same, clears the canvas and costs a frame.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  ctx?.setTransform(ratio, 0, 0, ratio, 0, -Math.round(top * ratio));
  return ctx;
}

/** Device pixels in a CSS pixel, followed as the window moves between screens or is zoomed. */
export function useRatio(): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio);
  useEffect(() => {
    const query = window.matchMedia(`(resolution: ${ratio}dppx)`);
    const follow = (): void => setRatio(window.devicePixelRatio);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [ratio]);
  return ratio;
}

/** The colours as the element sees them; read anew when the theme changes and when the fonts have come. */
export function usePalette(ref: RefObject<Element | null>): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null);
  useLayoutEffect(() => {
    const read = (): void => {
      if (ref.current !== null) setPalette(readPalette(ref.current));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', read);
    document.fonts.addEventListener('loadingdone', read);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', read);
      document.fonts.removeEventListener('loadingdone', read);
    };
  }, [ref]);
  return palette;
}

const MOST_REMEMBERED = 5_000;

/** Measures texts as the labels set them; what was measured once is remembered. */
export function measureWith(palette: Palette): Measure {
  const ctx = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, strong) => {
    const key = `${strong ? '!' : ' '}${text}`;
    const width = known.get(key);
    if (width !== undefined || ctx === null) return width ?? text.length * 6;
    ctx.font = wordsFont(palette, strong);
    const measured = Math.ceil(ctx.measureText(text).width) + 1;
    if (known.size < MOST_REMEMBERED) known.set(key, measured);
    return measured;
  };
}
