/**
 * The view in the page's address: what is after `#`. It is read once, here, and strictly: each part that does not
 * fit gives a problem that names it, is left out, and the rest goes on. The run itself is read and written by the
 * model, which shares it with the command line; the page adds what is on show.
 */
import { InputError } from '../../../sim/model/errors.ts';
import { type Checkpoint, writeCheckpoints } from '../../../sim/model/trace-file/checkpoints.ts';
import {
  type Attempt,
  fail,
  LINKED_FIELDS,
  type LinkedFinding,
  linkParams,
  readChoice,
  readFound,
  readOverrides,
  readRecorded,
  wholeNumber,
  writeFinding,
} from '../../../sim/model/link/index.ts';
import type { Past } from '../../../sim/model/trace-file/hash.ts';
import type { OwnScenario } from '../../../sim/model/own-scenario.ts';
import { packAddress, unpackAddress } from '../../../sim/model/link/packed.ts';
import type { Scenario } from '../../../sim/model/scenario.ts';
import type { Overrides, Problem } from '../../worker/protocol.ts';
import { readPick, writePick } from '../compared/picks.ts';
import { type Pin, readPins, writePins } from '../moment/pins.ts';
import { problemOf } from '../problem-of.ts';
import {
  COMPARED_FIRST,
  EVERYTHING,
  STAGES,
  TABS,
  type Choice,
  type Compare,
  type LogFilter,
  type Stage,
  type Tab,
  type TimeView,
} from '../state.ts';

export interface Link {
  readonly choice: Choice;
  /** The own scenario that is chosen: it travels in the link. */
  readonly own: OwnScenario | null;
  readonly overrides: Overrides;
  /** Checkpoints of the run when the link was made; empty: it says nothing of it. */
  readonly recorded: readonly Checkpoint[];
  /** What exploration found in the run; null: not said. */
  readonly found: LinkedFinding | null;
  /** From which moment on the run is another one, and what had happened by then in the one that it comes from. */
  readonly fork: Past | null;
  /** The moment on show, in virtual milliseconds; null: not said. */
  readonly atMs: number | null;
  readonly eventId: number | null;
  /** Where two runs are compared: the event on the right; the other one is that on the left. */
  readonly rightEventId: number | null;
  readonly tab: Tab;
  readonly stage: Stage;
  /** What is chosen in it, where it is a view of its own. */
  readonly ask: string;
  /** The two runs that are compared. */
  readonly compare: Compare;
  /** The stretch of time in sight; null: the one that suits the run. */
  readonly view: TimeView | null;
  /** What the list of scenarios is filtered by. */
  readonly filter: string;
  readonly logFilter: LogFilter;
  readonly chatUser: string | null;
  /** What is pinned; null: not said. */
  readonly pins: readonly Pin[] | null;
  /** How the lanes are arranged, as whoever draws them writes it; null: not said. */
  readonly lanes: string | null;
}

export interface ReadLink extends Link {
  readonly problems: readonly Problem[];
}

const FIELDS: readonly string[] = [
  ...LINKED_FIELDS,
  'fork',
  'at',
  'event',
  'right-event',
  'tab',
  'show',
  'ask',
  'left',
  'right',
  'from',
  'to',
  'filter',
  'user',
  'pins',
  'lanes',
  'log-instance',
  'log-level',
  'log-user',
  'log-text',
];
/** A filter or a name in a link is no novel. */
const LONGEST_TEXT = 200;
const LONGEST_ASK = 2_000;
const LONGEST_LANES = 4_000;
/** Views that older links name otherwise. */
const RENAMED: ReadonlyMap<string, Stage> = new Map([['aspects', 'document']]);

/** What is after `#`, with it: readable where it is short, packed where it is long. */
export function writeLink(link: Link): Promise<string> {
  return packAddress(paramsOf(link));
}

function paramsOf(link: Link): URLSearchParams {
  const own = link.own === null ? {} : { own: link.own };
  const params = linkParams({ ...link.choice, ...own, overrides: link.overrides });
  if (link.found !== null) params.set('found', writeFinding(link.found));
  if (link.fork !== null) params.set('fork', `${link.fork.atMs}-${link.fork.events}-${link.fork.hash}`);
  if (link.atMs !== null) params.set('at', String(Math.round(link.atMs)));
  if (link.eventId !== null) params.set('event', String(link.eventId));
  if (link.tab !== 'chat') params.set('tab', link.tab);
  if (link.stage !== 'replay') params.set('show', link.stage);
  if (link.stage === 'compare') {
    params.set('left', writePick(link.compare.left));
    params.set('right', writePick(link.compare.right));
    if (link.rightEventId !== null) params.set('right-event', String(link.rightEventId));
  }
  if (link.view !== null) {
    params.set('from', link.view.fromMs.toFixed(2));
    params.set('to', link.view.toMs.toFixed(2));
  }
  const { node, level, user, text } = link.logFilter;
  const texts = {
    ask: link.ask,
    filter: link.filter.trim(),
    user: link.chatUser ?? '',
    'log-instance': node,
    'log-level': level,
    'log-user': user,
    'log-text': text,
  };
  for (const [name, value] of Object.entries(texts)) if (value !== '') params.set(name, value);
  if (link.pins !== null && link.pins.length > 0) params.set('pins', writePins(link.pins));
  if (link.lanes !== null && link.lanes.length <= LONGEST_LANES) params.set('lanes', link.lanes);
  if (link.recorded.length > 0) params.set('hashes', writeCheckpoints(link.recorded));
  return params;
}

/** Reads an address. Never throws: what does not fit is left out, and told of in `problems`. */
export async function readLink(hash: string, scenarios: readonly Scenario[], first: Choice): Promise<ReadLink> {
  const { params, problem } = await unpackAddress(hash);
  const problems: Problem[] = problem === null ? [] : [problemOf(problem)];
  const attempt: Attempt = (name, read) => {
    const text = params.get(name);
    if (text === null) return undefined;
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(problemOf(error));
      return undefined;
    }
  };
  for (const name of params.keys()) {
    if (!FIELDS.includes(name)) attempt(name, (text) => fail(`link.${name}`, text, `one of ${FIELDS.join(', ')}`));
  }
  const { scenario, variant, own = null } = readChoice(attempt, scenarios) ?? { ...first, own: undefined };
  const overrides = readOverrides(attempt);
  return {
    choice: { scenario, variant },
    own,
    overrides,
    recorded: readRecorded(attempt),
    found: readFound(attempt),
    fork: attempt('fork', readFork) ?? null,
    atMs: attempt('at', (text) => wholeNumber('link.at', text, Number.MAX_SAFE_INTEGER)) ?? null,
    eventId: attempt('event', (text) => readEvent('link.event', text)) ?? null,
    rightEventId: attempt('right-event', (text) => readEvent('link.right-event', text)) ?? null,
    tab: attempt('tab', readTab) ?? 'chat',
    stage: attempt('show', readStage) ?? 'replay',
    ask: attempt('ask', (text) => readText('link.ask', text, LONGEST_ASK)) ?? '',
    compare: {
      left: attempt('left', (text) => readPick(text, scenarios, 'link.left')) ?? COMPARED_FIRST.left,
      right: attempt('right', (text) => readPick(text, scenarios, 'link.right')) ?? COMPARED_FIRST.right,
    },
    view: readView(attempt),
    filter: attempt('filter', (text) => readText('link.filter', text)) ?? '',
    logFilter: {
      node: attempt('log-instance', (text) => readText('link.log-instance', text)) ?? EVERYTHING.node,
      level: attempt('log-level', (text) => readText('link.log-level', text)) ?? EVERYTHING.level,
      user: attempt('log-user', (text) => readText('link.log-user', text)) ?? EVERYTHING.user,
      text: attempt('log-text', (text) => readText('link.log-text', text)) ?? EVERYTHING.text,
    },
    chatUser: attempt('user', (text) => readText('link.user', text)) ?? null,
    pins: attempt('pins', (text) => readPins(text, 'link.pins')) ?? null,
    lanes: attempt('lanes', (text) => readText('link.lanes', text, LONGEST_LANES)) ?? null,
    problems,
  };
}

/** Both ends, the first before the last; one alone says nothing. */
function readView(attempt: Attempt): TimeView | null {
  const fromMs = attempt('from', (text) => readMs('link.from', text));
  const toMs = attempt('to', (text) => {
    const ms = readMs('link.to', text);
    return fromMs === undefined || ms > fromMs ? ms : fail('link.to', text, `more than link.from, ${fromMs}`);
  });
  return fromMs === undefined || toMs === undefined ? null : { fromMs, toMs };
}

function readFork(text: string): Past {
  const [, atMs, events, hash] = /^(\d{1,12})-(\d{1,9})-([0-9a-f]{64})$/.exec(text) ?? [];
  return hash === undefined
    ? fail('link.fork', text, 'a moment in milliseconds, a number of events and their hash, as 3650-87-…')
    : { atMs: Number(atMs), events: Number(events), hash };
}

function readEvent(field: string, text: string): number {
  return wholeNumber(field, text, Number.MAX_SAFE_INTEGER);
}

function readTab(text: string): Tab {
  return TABS.find((tab) => tab === text) ?? fail('link.tab', text, `one of ${TABS.join(', ')}`);
}

function readStage(text: string): Stage {
  return (
    RENAMED.get(text) ??
    STAGES.find((stage) => stage === text) ??
    fail('link.show', text, `one of ${STAGES.join(', ')}`)
  );
}

function readText(field: string, text: string, longest: number = LONGEST_TEXT): string {
  return text.length <= longest ? text : fail(field, text, `at most ${longest} characters`);
}

/** Before the start is a moment too: a drawing has some air there. */
function readMs(field: string, text: string): number {
  const value = /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isNaN(value) ? fail(field, text, 'a moment in milliseconds') : value;
}
