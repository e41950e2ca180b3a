/** Records a canvas while frames are painted on it, by the browser's own recorder; it plays in real time. */

const FRAMES_PER_S = 25;
const BITS_PER_S = 5_000_000;
const KINDS = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'] as const;

/** What this browser records as; undefined where it cannot. */
export function recordedKind(): string | undefined {
  if (typeof MediaRecorder === 'undefined' || !('captureStream' in HTMLCanvasElement.prototype)) return undefined;
  return KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
}

export interface Recording {
  /** The film; null where it was cancelled. */
  readonly film: Promise<Blob | null>;
  readonly cancel: () => void;
}

export interface Take {
  readonly canvas: HTMLCanvasElement;
  readonly lastsMs: number;
  readonly paint: (filmMs: number) => void;
  /** How much of it is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export function record({ canvas, lastsMs, paint, onProgress }: Take): Recording {
  const kind = recordedKind();
  if (kind === undefined) return { film: Promise.reject(new Error('no recorder')), cancel: () => undefined };
  paint(0);
  const stream = canvas.captureStream(FRAMES_PER_S);
  const recorder = new MediaRecorder(stream, { mimeType: kind, videoBitsPerSecond: BITS_PER_S });
  const parts: Blob[] = [];
  let cancelled = false;
  let failure: Error | undefined;
  const film = new Promise<Blob | null>((resolve, reject) => {
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size > 0) parts.push(data);
    });
    recorder.addEventListener('error', () => reject(new Error('the recorder stopped')));
    recorder.addEventListener('stop', () => {
      if (failure !== undefined) reject(failure);
      else resolve(cancelled ? null : new Blob(parts, { type: 'video/webm' }));
    });
  }).finally(() => {
    window.clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  });
  recorder.start(1000);
  const startMs = performance.now();
  const timer = window.setInterval(() => {
    const filmMs = performance.now() - startMs;
    try {
      paint(Math.min(filmMs, lastsMs));
      onProgress(Math.min(1, filmMs / lastsMs));
    } catch (error) {
      // A film of which a frame cannot be painted ends, and says why.
      failure ??= error instanceof Error ? error : new Error(String(error));
    }
    if ((failure !== undefined || filmMs >= lastsMs) && recorder.state === 'recording') recorder.stop();
  }, 1000 / FRAMES_PER_S);
  return {
    film,
    cancel: () => {
      cancelled = true;
      if (recorder.state === 'recording') recorder.stop();
    },
  };
}
