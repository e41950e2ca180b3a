/**
 * The catalogue of the page's texts: a file a pane in `texts/`, put together here; a view that is loaded when it is
 * opened has its own file and takes it from there, so that it comes with the view. Functions where a text has figures
 * in it. No component has a sentence of its own.
 */
import type { CheckKind, Outcome } from '../sim/model/verdict.ts';
import type { Claim } from '../sim/model/scenario.ts';
import type { LifecycleEvent, Side } from '../sim/model/trace.ts';
import type { PhoneTab, Theme } from './store/state.ts';
import { bench } from './texts/bench.ts';
import { chat } from './texts/chat.ts';
import { conditions } from './texts/conditions.ts';
import { header } from './texts/header.ts';
import { inspector } from './texts/inspector.ts';
import { keep } from './texts/keep.ts';
import { keys } from './texts/keys.ts';
import { lab } from './texts/lab.ts';
import { landmarks } from './texts/landmarks.ts';
import { list } from './texts/scenarios.ts';
import { live } from './texts/live.ts';
import { logs } from './texts/logs.ts';
import { moment } from './texts/moment.ts';
import { fork, own, progress } from './texts/own.ts';
import { pins } from './texts/pins.ts';
import { present } from './texts/present.ts';
import { problems } from './texts/problems.ts';
import { steps } from './texts/steps.ts';
import { story } from './texts/story.ts';
import { transport } from './texts/transport.ts';
import { verdicts } from './texts/verdicts.ts';

export const outcomes: Readonly<Record<Outcome, string>> = {
  holds: 'Holds',
  broken: 'Broken',
  inconclusive: 'Not judged',
};

export const checkKinds: Readonly<Record<CheckKind, string>> = {
  safety: 'at every moment',
  liveness: 'in the end',
  comparison: 'beside the single tab',
};

export const sides: Readonly<Record<Side, string>> = { pipeline: 'Production', baseline: 'Baseline' };
export const sidesShort: Readonly<Record<Side, string>> = { pipeline: 'Prod', baseline: 'Base' };

export const tabs: Readonly<Record<PhoneTab, string>> = {
  chat: 'Chats',
  verdicts: 'Verdicts',
  logs: 'Logs',
  moment: 'Moment',
  story: 'Story',
  timeline: 'Timeline',
  event: 'Event',
  scenarios: 'Scenarios',
};

export const themes: Readonly<Record<Theme, string>> = {
  auto: 'Colours as the system has them',
  light: 'Light colours',
  dark: 'Dark colours',
};

export const lifeStates: Readonly<Record<LifecycleEvent['change'], string>> = {
  start: 'starting',
  ready: 'ready',
  crash: 'crashed',
  timeout: 'killed at its maximum duration',
  freeze: 'frozen',
  thaw: 'thawed',
  stop: 'stopped',
};

export const claims: Readonly<Record<Claim['verdict'], string>> = {
  holds: 'Holds.',
  'does not hold': 'Does not hold.',
  'holds only if': 'Holds only if:',
  'rests on no data': 'Rests on no data.',
};

export const texts = {
  title: 'Batching bench',
  loading: 'Starting the simulation…',
  opening: 'Opening…',
  running: 'Running…',
  noResult: 'Nothing has run yet.',
  lookAt: 'Look at',
  changedRun: 'what your change does: this run is no longer the scenario’s own, so nothing is expected of it.',
  changedWrong: (sentence: string) =>
    `${sentence} (This run is no longer the scenario’s own: nothing is expected of it.)`,
  newcomerHint: 'Space plays and stops. ? lists the keys.',
  newcomerHintTouch: 'The triangle below plays and stops; all other failures are under Scenarios.',
  changed: 'Changed: verdicts without expectations',
  find: 'Find event or node',
  findLabel: 'Find an event, a node or a scenario',
  findNothing: 'Nothing by that name in this run.',
  findHint: 'Events are found by words and by structure:',
  findExample: 'publish deduplicated, no delivery after it',
  findUnderstood: (words: string, count: number) =>
    `Understood: ${words}. ${count === 1 ? '1 event' : `${count} events`}.`,
  copyLink: 'Copy link',
  copied: 'Link copied',
  copyRefused: 'The browser refused to copy. The link is here, and in the address bar:',
  linkItself: 'Link to this view',
  dismiss: 'Dismiss',
  paneFailed: 'This part of the page stopped:',
  landmarks,
  keep,
  bench,
  lab,
  list,
  header,
  chat,
  verdicts,
  live,
  logs,
  own,
  fork,
  progress,
  moment,
  pins,
  present,
  problems,
  steps,
  story,
  inspector,
  transport,
  conditions,
  keys,
} as const;
