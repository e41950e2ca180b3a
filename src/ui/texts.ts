/** Every text of the page, in one place. Functions where a text has figures in it. */
import type { CheckId, CheckKind, Outcome } from '../sim/model/verdict.ts';
import type { Claim } from '../sim/model/scenario.ts';
import type { Side } from '../sim/model/trace.ts';
import type { PhoneTab, Theme } from './store/state.ts';

/** `3 messages`, `1 message`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export interface CheckText {
  readonly title: string;
  readonly holdsWhen: string;
  readonly kind: CheckKind;
}

export const checks: Readonly<Record<CheckId, CheckText>> = {
  answered: {
    title: 'Every message is answered',
    holdsWhen: 'Every accepted message gets a reply before its deadline.',
    kind: 'liveness',
  },
  'answered-once': {
    title: 'One reply to a message',
    holdsWhen: 'No message is answered by two replies.',
    kind: 'safety',
  },
  'messages-kept': {
    title: 'Every message is kept',
    holdsWhen: 'Every accepted message is read by a processor and stored in the history.',
    kind: 'liveness',
  },
  custody: {
    title: 'Something stands for each message',
    holdsWhen: 'At every moment something that will still run stands for each message not yet done.',
    kind: 'safety',
  },
  'no-silent-drop': {
    title: 'What is dropped is made up for',
    holdsWhen: 'A trigger that was accepted and dropped is made up for later.',
    kind: 'liveness',
  },
  'one-processor': {
    title: 'One processor at a time',
    holdsWhen: 'Two processors never work on one user at once.',
    kind: 'safety',
  },
  'order-kept': {
    title: 'Messages keep their order',
    holdsWhen: 'A batch and the history have the messages in the order typed.',
    kind: 'safety',
  },
  'no-strangers': {
    title: 'No one else’s messages',
    holdsWhen: 'No reply and no batch holds another user’s message.',
    kind: 'safety',
  },
  'history-complete': {
    title: 'The history is complete',
    holdsWhen: 'Firestore ends with every message and every reply that was sent.',
    kind: 'liveness',
  },
  'waits-bounded': {
    title: 'No endless wait',
    holdsWhen: 'No accepted message waits longer than the bound while its user goes on typing.',
    kind: 'safety',
  },
  'requeues-bounded': {
    title: 'Re-queues are bounded',
    holdsWhen: 'No batch has more accepted re-queues than the bound.',
    kind: 'safety',
  },
  'cost-bounded': {
    title: 'The cost is bounded',
    holdsWhen: 'QStash messages, model calls and Redis commands per message stay under the bound.',
    kind: 'safety',
  },
  'repeat-is-verbatim': {
    title: 'A repeated reply says the same',
    holdsWhen: 'Where a reply is repeated, it is repeated word for word.',
    kind: 'safety',
  },
  'refused-not-processed': {
    title: 'What is refused has no effect',
    holdsWhen: 'A call whose signature was refused changes nothing.',
    kind: 'safety',
  },
  'burst-whole': { title: 'One burst, one reply', holdsWhen: 'Each burst is answered by one reply.', kind: 'comparison' },
  'matches-baseline': {
    title: 'As the single tab would reply',
    holdsWhen: 'The same messages are answered together as in the single tab.',
    kind: 'comparison',
  },
};

export const outcomes: Readonly<Record<Outcome, string>> = {
  holds: 'Holds',
  broken: 'Broken',
  inconclusive: 'Not judged',
};

export const checkKinds: Readonly<Record<CheckKind, string>> = {
  safety: 'must never happen',
  liveness: 'must happen in the end',
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

export const claims: Readonly<Record<Claim['verdict'], string>> = {
  holds: 'Holds.',
  'does not hold': 'Does not hold.',
  'holds only if': 'Holds only if:',
};

export const texts = {
  title: 'Batching bench',
  loading: 'Starting the simulation…',
  running: 'Running…',
  noResult: 'Nothing has run yet.',
  lookAt: 'Look at',
  newcomerHint: 'Space plays and stops. ? lists the keys.',
  changed: 'Changed: verdicts without expectations',
  find: 'Find event or node',
  findLabel: 'Find an event, a node or a scenario',
  findNothing: 'Nothing by that name in this run.',
  exportTrace: 'Export trace',
  copyLink: 'Copy link',
  copied: 'Link copied',
  dismiss: 'Dismiss',
  found: 'Found',
  expected: 'Expected',
  notDone: 'That could not be done.',
  paneFailed: 'This part of the page stopped:',
  landmarks: {
    scenarios: 'Scenarios',
    timelines: 'Timelines',
    inspector: 'Selected event',
    side: 'Chats, verdicts, logs, moment, story',
    transport: 'Playing',
    conditions: 'Conditions of the run',
    panes: 'Panes',
  },
  list: {
    filter: 'Filter scenarios',
    scenario: 'Scenario',
    nothing: 'No scenario by that name.',
    pass: 'pass',
    fail: 'fail',
    unexpected: 'not as expected',
    groups: {
      issues: 'The document’s issues',
      summary: 'Its flow, logs and summary',
      found: 'Found by simulation',
      wire: 'Found on the wire',
      history: 'From its history',
      recommended: 'Its recommendations',
    },
  },
  header: {
    variant: 'Variant',
    fails: (count: number) => `Production fails ${count}`,
    passes: 'Production passes',
    baselineFails: (count: number) => `Baseline fails ${count}`,
    baselinePasses: 'Baseline passes',
    notJudged: 'Production not judged',
    baselineNotJudged: 'Baseline not judged',
  },
  chat: {
    at: (time: string) => `Chats at ${time}`,
    user: 'User',
    empty: 'No message yet',
    neverAnswered: (time: string) => `No reply ${time} after the last message`,
    waiting: (time: string) => `Waiting for ${time}`,
    answers: (count: number) => `answers ${count}`,
    phone: (side: string) => `${side}: the user’s phone`,
    counted: (answered: number, sent: number) => `${answered} of ${sent} answered`,
  },
  verdicts: {
    heading: 'Verdicts',
    asExpected: 'as expected',
    unexpected: (expected: string) => `expected: ${expected.toLowerCase()}`,
    proof: 'Proof',
    more: (count: number) => `and ${count} more`,
    ofRun: 'This run differs from the scenario’s own, so nothing is expected of it.',
    first: 'Go to the first failure',
  },
  logs: {
    text: 'Filter by text',
    instance: 'Instance',
    level: 'Level',
    user: 'User',
    allInstances: 'All instances',
    allLevels: 'All levels',
    allUsers: 'All users',
    nothing: 'No line fits.',
    none: 'This run logged nothing.',
    shown: (shown: number, all: number) => `${shown} of ${all} lines`,
    later: 'Lines below come after this moment',
    more: 'Show more lines',
  },
  moment: {
    nothing: 'empty',
    expires: (time: string) => `expires in ${time}`,
    changedNow: 'changed by the selected event',
    clocks: 'Clocks',
    instances: 'Instances',
    environment: 'Environment',
    ownClock: 'own clock',
    ahead: (time: string) => `${time} ahead`,
    behind: (time: string) => `${time} behind`,
    inStep: 'in step',
    noInstances: 'none has started',
  },
  story: {
    happens: 'What happens',
    claims: 'What the document says, and what is',
    says: 'It says',
    is: 'It is',
    wild: 'Seen in the wild',
    wildNone: 'No public report is noted for this one.',
    messages: 'What the user types',
    expected: 'What must be seen',
    expectedAll: 'Every check holds.',
    otherChecks: 'Every other check holds.',
    reference: 'Source',
    policy: 'Policy',
    policies: 'The policy of this run',
    comparison: 'Test simulator and production: the document’s table, row by row',
    inTab: 'In the tab',
    inProduction: 'In production',
  },
  inspector: {
    none: 'Select an event on the timelines, in the logs or in a verdict.',
    chain: 'What led to it',
    chainAfter: 'and what came of it',
    record: (index: number, all: number) => `Record ${index} of ${all}`,
    previous: 'Previous event',
    next: 'Next event',
    noCause: 'Nothing led to it: the run began with it.',
    changes: 'What it changed',
    nothing: 'nothing',
  },
  transport: {
    start: 'To the start',
    back: 'One event back',
    play: 'Play',
    pause: 'Pause',
    forward: 'One event on',
    end: 'To the end',
    speed: 'Speed',
    auto: 'auto',
    events: (count: number, time: string) => `${counted(count, 'event')}, ${time}`,
    hash: 'Hash of the trace',
    bound: (bound: string) => `stopped at its bound ${bound}`,
    now: 'Virtual time',
  },
  conditions: {
    seed: 'Seed',
    otherSeed: 'Another seed',
    policy: 'Policy',
    profile: 'Profile',
    profiles: { documented: 'as documented', published: 'as published' },
    settings: 'Settings',
    constants: 'Constants of the services',
    constantsShort: 'Constants',
    filterConstants: 'Filter constants',
    source: 'Source',
    publishedValue: (value: string) => `published: ${value}`,
    messages: 'Messages',
    faults: 'Faults',
    allFaults: 'All faults',
    addFault: 'Add fault',
    add: (title: string) => `Add fault: ${title}`,
    edit: (title: string) => `Fault: ${title}`,
    remove: 'Remove',
    reset: 'Reset to scenario',
    default: 'Default',
    changed: 'changed',
    seedExpected: 'a whole number from 0 to 4294967295',
    message: (index: number) => `Message ${index}`,
    atMs: 'At (ms)',
    text: 'Text',
    user: 'User',
    addMessage: 'Add a message',
    removeMessage: (index: number) => `Remove message ${index}`,
    messagesAtLeastOne: 'A run needs at least one message.',
    settingsHint: 'Settings of the batching logic. Every change runs at once.',
    constantsHint: 'What the simulated services do, each with its source.',
  },
  keys: {
    heading: 'Keys',
    close: 'Close',
    list: [
      ['Space', 'play or stop'],
      ['← →', 'to the event before, to the next'],
      ['Shift ← →', 'to the message or reply before, to the next'],
      ['+ −', 'zoom in, zoom out'],
      ['0', 'the whole run'],
      ['F', 'the first failure'],
      ['B', 'what the baseline did'],
      ['/', 'filter the scenarios'],
      ['Ctrl K', 'find an event, a node or a scenario'],
      ['Esc', 'let go of the selection'],
      ['?', 'this list'],
    ],
  },
} as const;
