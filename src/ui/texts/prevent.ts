/** What a run cost, and which switch would have prevented what went wrong in it. */
import { count } from '../../sim/model/words.ts';

export const preventTexts = {
  cost: 'What it cost',
  measure: 'Measured',
  slowest: 'Slowest reply',
  replies: 'Replies',
  modelCalls: 'Model calls',
  queueMessages: 'QStash messages',
  redisCommands: 'Redis commands',
  none: 'none',
  ask: 'Which switch would have prevented this?',
  about: 'Runs the same inputs again with each single switch, and with the two policies as a whole.',
  trying: (done: number, all: number) => `Run ${done + 1} of ${all}…`,
  starting: 'Running it as it is…',
  stop: 'Stop',
  stopped: 'Stopped: half an answer would be none.',
  found: 'Which switch would have prevented this',
  wouldHave: (name: string, cured: number, broken: number) =>
    cured === broken
      ? `With “${name}” none of it would have happened: every broken check holds then.`
      : `With “${name}” ${cured} of the ${broken} broken checks would have held.`,
  nothing: 'No single switch makes any of the broken checks hold.',
  switch: 'Switch',
  does: 'What it does',
  apply: (name: string) => `Switch it: ${name}`,
  policy: (title: string) => `policy ${title}`,
  cures: 'Cures',
  ofBroken: (cured: number, broken: number) => `${cured} of ${broken}`,
  breaks: 'Breaks',
  cutShort: 'Cut short: it went on much longer than the run itself.',
  costs: 'Costs',
  sameCost: 'nothing more',
  fromTo: (what: string, from: string, to: string) => `${what} ${from} → ${to}`,
  short: {
    slowestReplyMs: 'slowest reply',
    modelCalls: 'model calls',
    queueMessages: 'QStash',
    redisCommands: 'Redis',
  },
  others: (cureless: number) => `${count(cureless, 'other switch', 'other switches')} cure nothing here`,
} as const;
