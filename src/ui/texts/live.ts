/** The live view: typing, throwing faults, recording. */
import type { Blow, Target } from '../store/live/throwing.ts';
import { counted } from './counted.ts';

const NAMES: Readonly<Record<string, string>> = {
  webhook: 'Webhook function',
  processor: 'Processor function',
  responder: 'Responder function',
  messenger: 'Messenger',
  redis: 'Redis',
  qstash: 'QStash',
  openai: 'Model (OpenAI)',
  firestore: 'Firestore',
  tab: 'Baseline’s tab',
};

function nameOf({ id }: Target): string {
  return NAMES[id] ?? id;
}

const BLOW_WORDS: Readonly<Record<Blow, string>> = {
  crash: 'Crash',
  slow: 'Slow',
  skew: 'Clock',
  cut: 'Cut off',
};

export const live = {
  region: 'Live',
  bar: 'The live run',
  phases: {
    closed: 'Not started',
    starting: 'Starting…',
    ready: 'Your first message starts it',
    going: 'Live',
    paused: 'Paused',
    finishing: 'Coming to its end…',
    over: 'Over',
    lost: 'Stopped',
  },
  now: 'Virtual time',
  go: 'Go on',
  pause: 'Pause',
  speed: 'Speed of virtual time',
  follow: 'Back to now',
  stop: 'Stop and replay',
  again: 'New live run',
  restart: 'Go on in a fresh simulation',
  conditions: 'Conditions, until the first message',
  fixed: 'Fixed from the first input on; a new live run can have others.',
  user: 'Who types',
  users: ['First user', 'Second user', 'Third user'],
  type: 'Message to the chatbot',
  placeholder: 'Type as the user would…',
  send: 'Send',
  samples: ['გამარჯობა', 'რა ქუდები გაქვთ?', 'ფოტო გაქვთ? 📷'],
  sampleHint: 'Send at once:',
  waiting: (count: number) => `${counted(count, 'input')} on the way`,
  faults: 'Throw a fault',
  fault: 'fault',
  faultsHint: 'It happens now. A lane of the timeline offers the same, by a right click or its button.',
  target: 'Target',
  blow: BLOW_WORDS,
  nameOf,
  blowAt: (blow: Blow, target: Target): string => {
    const name = nameOf(target);
    if (target.kind === 'tab') return `Close the ${name.toLowerCase()} now`;
    switch (blow) {
      case 'crash':
        return target.kind === 'instances' ? `Crash the ${name.toLowerCase()} now` : `${name} answers 503 from now`;
      case 'slow':
        return target.kind === 'instances' ? `Slow the ${name.toLowerCase()} now` : `Slow ${name} now`;
      case 'skew':
        return target.kind === 'instances'
          ? `Skew the clock of the ${name.toLowerCase()} now`
          : `Skew the clock of ${name} now`;
      case 'cut':
        return target.kind === 'instances' ? `Cut the ${name.toLowerCase()} off now` : `Cut ${name} off now`;
    }
  },
  menuOf: (target: Target) => `What happens to: ${nameOf(target)}`,
  late: 'Late by, s',
  skew: 'Clock by, s',
  lasts: 'For, s',
  nothingThere: 'Nothing can be thrown yet: the simulation is starting.',
  recorded: 'What you did',
  recordedHint: 'Everything that you type and throw is recorded, and kept under “Mine”.',
  recordedAs: 'Recorded as',
  typed: (text: string) => `“${text}”`,
  before: (count: number) => `${counted(count, 'input')} from before this moment`,
  brokenSoFar: (count: number) => (count === 0 ? 'Nothing broken so far' : `Broken so far: ${count}`),
  brokenInTheEnd: (count: number) => (count === 0 ? 'Nothing broken' : `Broken: ${count}`),
  hit: {
    notYet: 'nobody hit yet',
    nobody: 'hit nobody',
    idle: (effect: string) => `${effect}; nothing was under way there`,
    hit: (times: number, effect: string) => (times === 1 ? effect : `${counted(times, 'hit')}, the last: ${effect}`),
  },
  thrown: (words: string, came: string) => `${words}: ${came}`,
  hitNobodyNow: 'Nothing was under way there, so nothing changes for the user.',
  over: {
    heading: 'Recorded',
    checking: 'Replaying the recording from the start…',
    same: 'Replayed from the start: the same trace, to the byte.',
    differs: 'The replay differs from what you saw. That is an error of the simulator.',
    failed: 'The replay did not come to its end:',
    hash: 'Hash of the trace',
    open: 'Open the recording',
  },
  lost: {
    heading: 'The simulation stopped',
    kept: 'Everything that you did is recorded.',
  },
  tabs: { chat: 'Chats', faults: 'Faults', timeline: 'Timeline', recorded: 'Recorded' },
  panes: 'Parts of the live view',
} as const;
