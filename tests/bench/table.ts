/**
 * The README's table of figures, made of what is kept in docs/bench.json and docs/soak.json. A row whose figures are not
 * there is left out. `tests/unit/scripts/figures.test.ts` fails where the README and the kept files differ.
 */

/** Where the table stands in the README. */
const BEGIN =
  '<!-- Made by `npm run bench -- --keep` and `npm run soak -- --keep` of docs/bench.json and docs/soak.json. -->';
const END = '<!-- End of what is made. -->';

export interface Kept {
  readonly bench: unknown;
  readonly soak: unknown;
}

/** A figure by its path, as in `bench.runs.cpuMs.simulator.median`. Throws Missing. */
type Figure = (path: string) => number;
type Row = (figure: Figure, list: (path: string) => readonly unknown[]) => readonly [what: string, howMuch: string];

class Missing extends Error {
  override readonly name = 'Missing';
}

function lookUp(kept: unknown, path: string): unknown {
  return path.split('.').reduce((value: unknown, name) => {
    if (typeof value !== 'object' || value === null) throw new Missing(path);
    return Reflect.get(value, name);
  }, kept);
}

function numberAt(kept: unknown, path: string): number {
  const value = lookUp(kept, path);
  if (typeof value !== 'number') throw new Missing(path);
  return value;
}

function listAt(kept: unknown, path: string): readonly unknown[] {
  const value = lookUp(kept, path);
  if (!Array.isArray(value)) throw new Missing(path);
  return value;
}

/** With two digits that count below a hundred, and commas above. */
function said(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(2)));
}

const range = (figure: Figure, path: string): string =>
  `${said(figure(`${path}.min`))} to ${said(figure(`${path}.max`))}`;

/** A curve's first and last point, and how it stands to the logarithm. */
function curve(figure: Figure, list: (path: string) => readonly unknown[], path: string): string {
  const points = list(`${path}.points`).filter((point) => 'events' in Object(point));
  const cost = (point: unknown): string => `${said(numberAt(point, 'cpuMicrosAnEvent'))} µs`;
  return `${cost(points[0])} to ${cost(points.at(-1))} (${said(figure(`${path}.overLogarithm`))} of what the logarithm allows; the aim is 1)`;
}

function sizes(list: (path: string) => readonly unknown[], path: string): string {
  const points = list(`${path}.points`).filter((point) => 'events' in Object(point));
  return `from ${said(numberAt(points[0], 'size'))} to ${said(numberAt(points.at(-1), 'size'))}`;
}

const ROWS: readonly Row[] = [
  (figure) => [
    'a run',
    `${said(figure('bench.runs.cpuMs.simulator.median'))} ms (${said(figure('bench.runs.runsPerSecond.simulator'))} a second, ${said(figure('bench.runs.simulatedOverReal'))} times real time)`,
  ],
  (figure) => [
    'conversations of six messages, as the model of typing draws them',
    `${said(figure('bench.runs.conversation.simulatedOverRealOnTheWall'))} times real time (in processor time ${said(figure('bench.runs.conversation.simulatedOverReal'))}; the aim is 5,000)`,
  ],
  (figure) => [
    'over its floor',
    `${said(figure('bench.runs.costOverFloor.median'))} times (${range(figure, 'bench.runs.costOverFloor')} over ${said(figure('bench.runs.rounds'))} pairs; the aim is 1.5)`,
  ],
  (figure) => [
    'the same, where runs of both are taken by turns',
    `${said(figure('bench.runs.costOverFloorByTurns.median'))} times (${range(figure, 'bench.runs.costOverFloorByTurns')}; on the wall ${said(figure('bench.runs.costOverFloorByTurnsOnTheWall.median'))}; the aim is 2)`,
  ],
  (figure) => [
    'by hand',
    `${said(figure('bench.runs.runsOverByHand.median'))} times a run (${range(figure, 'bench.runs.runsOverByHand')}; the aim is 3)`,
  ],
  (figure) => [
    'the same in Chromium',
    `${said(figure('bench.chromium.conversation.simulatedOverRealOnTheWall'))} times real time; over its floor ${said(figure('bench.chromium.costOverFloor.median'))} times, by turns ${said(figure('bench.chromium.costOverFloorByTurns.median'))}; by hand ${said(figure('bench.chromium.runsOverByHand.median'))} times a run`,
  ],
  (figure, list) => [
    `an event, ${sizes(list, 'bench.growth.byMessages')} messages`,
    curve(figure, list, 'bench.growth.byMessages'),
  ],
  (figure, list) => [
    `an event, ${sizes(list, 'bench.growth.byUsers')} users`,
    curve(figure, list, 'bench.growth.byUsers'),
  ],
  (figure, list) => [
    `an event, ${sizes(list, 'bench.growth.usersAtOneMoment')} users at one moment`,
    curve(figure, list, 'bench.growth.usersAtOneMoment'),
  ],
  (figure) => [
    `memory of a run of ${said(figure('bench.memory.events'))} events`,
    `${said(figure('bench.memory.traceMb'))} MB, ${said(figure('bench.memory.bytesAnEvent'))} bytes an event; ${said(figure('bench.memory.leftAfterwardsMb'))} MB of it are left afterwards`,
  ],
  (figure) => [
    'the page',
    `the first timeline from nothing in ${said(figure('bench.page.firstTimelineMs.median'))} ms; ${said(figure('bench.page.changeMs.median'))} ms from a change to its result; ${said(figure('bench.page.frames.aSecond'))} frames a second while ${said(figure('bench.page.longRun.events'))} events are zoomed and moved, ${said(figure('bench.page.drawingMs.median'))} ms to draw one (${said(figure('bench.page.drawingMs.p95'))} at the 95th percentile), ${said(figure('bench.page.heapMb.after'))} MB`,
  ],
  (figure) => [
    `an hour of ${said(figure('soak.node.users'))} users under faults`,
    `${said(figure('soak.node.events'))} events; an event late in it takes ${said(figure('soak.node.time.lateOverEarly'))} times the time of an early one, what it records ${said(figure('soak.node.memoryACharacter.lateOverEarly'))} times the memory`,
  ],
  (figure) => [
    `${said(figure('soak.page.reruns'))} re-runs on the page, in ${said(figure('soak.page.minutes'))} min`,
    `${said(figure('soak.page.time.late'))} ms from the click to the new result (at first ${said(figure('soak.page.time.early'))}); heaps ${said(figure('soak.page.pageHeap.lateOverEarly'))} times what they were, workers ${said(figure('soak.page.workers.fewest'))} to ${said(figure('soak.page.workers.most'))}`,
  ],
];

export function figuresTable(kept: Kept): string {
  const rows = ROWS.flatMap((row) => {
    try {
      const [what, howMuch] = row(
        (path) => numberAt(kept, path),
        (path) => listAt(kept, path),
      );
      return [`| ${what} | ${howMuch} |`];
    } catch (error) {
      if (error instanceof Missing) return [];
      throw error;
    }
  });
  return ['| | |', '|---|---|', ...rows].join('\n');
}

/** What stands in the README where the table is, without the marks around it. Throws where the marks are not. */
export function tableIn(readme: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md: found no ${BEGIN} .. ${END}, expected the table there`);
  return readme.slice(begin + BEGIN.length, end).trim();
}

export function withTable(readme: string, table: string): string {
  tableIn(readme);
  return `${readme.slice(0, readme.indexOf(BEGIN) + BEGIN.length)}\n\n${table}\n\n${readme.slice(readme.indexOf(END))}`;
}
