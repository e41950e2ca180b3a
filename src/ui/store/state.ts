/**
 * What the page knows at a moment: plain data, without React. Ids are selected, not objects; everything that can
 * be worked out from the result is worked out in selectors.
 */
import type { Checkpoint } from '../../sim/model/trace-file/checkpoints.ts';
import type { Past } from '../../sim/model/trace-file/hash.ts';
import type { LinkedFinding, RecordedRun } from '../../sim/model/link/index.ts';
import type { OwnScenario } from '../../sim/model/own-scenario.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { firstStep, type Steps } from './steps.ts';
import type { Again, Description, Overrides, Problem, Progress, RunResult, RunSummary } from '../worker/protocol.ts';

/** A stretch of virtual time in sight, in milliseconds from the start of the run. */
export interface TimeView {
  readonly fromMs: number;
  readonly toMs: number;
}

export const TABS = ['chat', 'verdicts', 'logs', 'moment', 'story'] as const;
export type Tab = (typeof TABS)[number];

/** On a phone the panes are tabs too. */
export const PHONE_TABS = ['scenarios', ...TABS, 'timeline', 'event'] as const;
export type PhoneTab = (typeof PHONE_TABS)[number];

/** What fills the page: a run with its panes, or another way to look at them all. `views.tsx` draws each. */
export const STAGES = [
  'replay',
  'live',
  'compare',
  'diagnose',
  'explore',
  'matrix',
  'sweep',
  'history',
  'document',
  'present',
] as const;
export type Stage = (typeof STAGES)[number];

/** The header offers them by what they are for: to see what happens, and to prove what holds. */
export const STAGE_GROUPS = {
  replay: ['replay', 'live', 'compare', 'diagnose'],
  prove: ['explore', 'matrix', 'sweep', 'history', 'document'],
} as const satisfies Readonly<Record<string, readonly Stage[]>>;
export type StageGroup = keyof typeof STAGE_GROUPS;
export type ProvingStage = (typeof STAGE_GROUPS.prove)[number];

/** What was chosen in a view of its own, as its address has it: `policy=documented runs=500`. */
export type Asks = Readonly<Partial<Record<Stage, string>>>;

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const SPEEDS = [0.25, 0.5, 1, 2, 5, 10, 30, 60] as const;

/** A run to compare: the one on show, or another one of the same scenario, or one that was there before. */
export type RunPick =
  | { readonly kind: 'this' | 'baseline' | 'before' | 'file' }
  /** A run that a link holds: one that was there when it was made, by its inputs. */
  | {
      readonly kind: 'linked';
      readonly was: 'before' | 'file' | 'own';
      /** Of the file, or of the own scenario. */
      readonly name: string;
      readonly run: RecordedRun;
    }
  /** Another scenario, own ones among them, as it is. */
  | { readonly kind: 'variant' | 'policy' | 'scenario'; readonly id: string }
  | { readonly kind: 'seed'; readonly seed: number };

export interface Compare {
  readonly left: RunPick;
  readonly right: RunPick;
}

/** Where somebody looks at the two runs that he compares. */
export interface Sight {
  readonly playheadMs: number;
  /** Null: both whole. */
  readonly view: TimeView | null;
  readonly selected: Readonly<Record<'left' | 'right', number | null>>;
}

/** What is compared where nobody chose. */
export const COMPARED_FIRST: Compare = { left: { kind: 'this' }, right: { kind: 'baseline' } };

export interface Choice {
  readonly scenario: string;
  readonly variant: string;
}

export type RunState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  /** Somebody stopped it; the result on show is that of the run before. */
  | { readonly kind: 'stopped'; readonly progress: Progress | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** From that moment on the run is another one; before it, it must be the same. */
export interface Fork {
  readonly atMs: number;
  /** What had happened by then in the run that it comes from. */
  readonly before: Past;
  /** The same of the run on show. */
  readonly now: Past;
  /** The first event of the past that is another one; null where none is, or nobody here saw the other past. */
  readonly differsAt: number | null;
}

/** A run that was read from a file. */
export interface Loaded {
  readonly name: string;
  readonly result: RunResult;
  readonly again: Again;
}

export interface LogFilter {
  readonly node: string;
  readonly level: string;
  readonly user: string;
  readonly text: string;
}

export interface PageState {
  /** Empty until the worker has told what there is. The own ones are among them. */
  readonly scenarios: readonly Scenario[];
  readonly own: readonly OwnScenario[];
  /** Ids of own scenarios that came by a link, and that nobody has kept. */
  readonly visiting: readonly string[];
  readonly fork: Fork | null;
  /** The run on show is a counterexample; null: nobody says so. */
  readonly found: LinkedFinding | null;
  readonly description: Description | null;
  readonly choice: Choice;
  readonly overrides: Overrides;
  /** Checkpoints of the run that the link on show was made of; empty where none says, or the run is another one now. */
  readonly recorded: readonly Checkpoint[];
  /** The changes that led to the overrides; another scenario begins anew. */
  readonly steps: Steps;
  readonly run: RunState;
  /** The last run that came to its end; it stays in sight while the next is under way or has failed. */
  readonly result: RunResult | null;
  /** The one before it. */
  readonly before: RunResult | null;
  /** The last file that was opened; it is on show where its result is. */
  readonly loaded: Loaded | null;
  /** The two runs that are held against each other. */
  readonly compare: Compare;
  /** Where a link wants these to be looked at, as long as they are not there yet. */
  readonly sight: Sight | null;
  /** What was wrong with the link, or with what was asked for; a banner until it is let go. */
  readonly problems: readonly Problem[];
  /** By `scenario/variant`. */
  readonly summaries: Readonly<Record<string, RunSummary>>;
  /** How far the marks of the list are worked out; null: all of them are, or none has begun. */
  readonly judging: { readonly done: number; readonly all: number } | null;
  readonly playheadMs: number;
  readonly playing: boolean;
  /** Virtual seconds in one real second; null: as it suits the length of the run. */
  readonly speed: number | null;
  readonly selectedEventId: number | null;
  readonly hoveredEventId: number | null;
  readonly view: TimeView;
  readonly stage: Stage;
  /** The view in which the run on show was opened, to go back to; null: in none. */
  readonly cameFrom: ProvingStage | null;
  readonly asks: Asks;
  readonly filter: string;
  /** Groups of the list that are folded. */
  readonly folded: readonly string[];
  readonly tab: Tab;
  readonly phoneTab: PhoneTab;
  readonly logFilter: LogFilter;
  /** The user whose chats are shown; null: the first. */
  readonly chatUser: string | null;
  readonly theme: Theme;
  /** Whether a key alone does something: who speaks to his machine, or shares a keyboard, may not want it. */
  readonly singleKeys: boolean;
  readonly overlay: 'none' | 'keys' | 'find' | 'picture' | 'record';
  /** What was typed for the search while it was being fetched. */
  readonly typedAhead: string;
  /** Whether to say on the page what to look at: a newcomer's first sight. */
  readonly newcomer: boolean;
}

export const EVERYTHING: LogFilter = { node: '', level: '', user: '', text: '' };

export function summaryKey(choice: Choice): string {
  return `${choice.scenario}/${choice.variant}`;
}

export function initialState(theme: Theme, newcomer: boolean): PageState {
  return {
    scenarios: [],
    own: [],
    visiting: [],
    fork: null,
    found: null,
    description: null,
    choice: { scenario: '', variant: '' },
    overrides: {},
    recorded: [],
    steps: firstStep({}),
    run: { kind: 'waiting' },
    result: null,
    before: null,
    loaded: null,
    compare: COMPARED_FIRST,
    sight: null,
    problems: [],
    summaries: {},
    judging: null,
    playheadMs: 0,
    playing: false,
    speed: null,
    selectedEventId: null,
    hoveredEventId: null,
    view: { fromMs: 0, toMs: 1000 },
    stage: 'replay',
    cameFrom: null,
    asks: {},
    filter: '',
    folded: [],
    tab: 'chat',
    phoneTab: 'chat',
    logFilter: EVERYTHING,
    chatUser: null,
    theme,
    singleKeys: true,
    overlay: 'none',
    typedAhead: '',
    newcomer,
  };
}
