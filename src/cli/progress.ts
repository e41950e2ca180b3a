/** How far a command has come: at a terminal one line that the next overwrites, elsewhere a line of its own now and then. */

interface Stream {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** In a file, a line a second would hide what else is there. */
const EVERY_MS = 10_000;

/** The first line elsewhere comes when a command has taken so long: most are over by then. */
export function progressOn(stream: Stream, nowMs: () => number): (text: string) => void {
  let toldMs = nowMs();
  return (text) => {
    if (stream.isTTY === true) stream.write(`\r\u001b[2K${text}`);
    else if (text !== '' && nowMs() - toldMs >= EVERY_MS) {
      toldMs = nowMs();
      stream.write(`${text}\n`);
    }
  };
}
