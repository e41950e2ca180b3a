/**
 * What the simulator itself needs of its host, captured when this file is loaded: long before a run replaces
 * the globals. The only place in the kernel that touches them.
 */

/** Does a piece of work; false when there is no more. It must not throw. */
export type Turn = () => boolean;

/** Turns in one round of the host's loop; what the host has to do besides waits for as many. */
const ROUND = 32;

/**
 * Calls `turn` until it gives false. Between two calls everything has run that waited in the microtask queue: also
 * what the first call put there, and what that put there.
 *
 * A turn of the host's loop for each call would do (`setImmediate` in Node, a message in a browser), but going once
 * round the loop costs more than most events of a run. Both hosts empty the microtask queue between two callbacks of
 * one round: Node between immediates, a browser between the listeners of one message ("clean up after running
 * script"). So a round takes several turns.
 */
export const turns: (turn: Turn) => void = makeTurns();

function makeTurns(): (turn: Turn) => void {
  const immediate: unknown = Reflect.get(globalThis, 'setImmediate');
  if (typeof immediate !== 'function') return inBrowser();
  return inNode((act) => {
    Reflect.apply(immediate, globalThis, [act]);
  });
}

function inNode(later: (act: () => void) => void): (turn: Turn) => void {
  return (turn) => {
    let more = true;
    let left = 0;
    const once = (): void => {
      left -= 1;
      if (more) more = turn();
      if (more && left === 0) begin();
    };
    const begin = (): void => {
      left = ROUND;
      for (let i = 0; i < ROUND; i += 1) later(once);
    };
    begin();
  };
}

function inBrowser(): (turn: Turn) => void {
  const { port1, port2 } = new MessageChannel();
  /** Whose turns these are: a run's, and of tests that look at it. */
  let waiting: readonly Turn[] = [];
  let posted = false;
  const post = (): void => {
    if (!posted) port2.postMessage(null);
    posted = true;
  };
  for (let i = 0; i < ROUND; i += 1) {
    // A function of its own each: a listener that is there already is not added again.
    port1.addEventListener('message', () => {
      for (const turn of waiting) if (!turn()) waiting = waiting.filter((other) => other !== turn);
    });
  }
  port1.addEventListener('message', () => {
    posted = false;
    if (waiting.length > 0) post();
  });
  port1.start();
  return (turn) => {
    waiting = [...waiting, turn];
    post();
  };
}
