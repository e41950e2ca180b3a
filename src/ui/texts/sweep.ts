/** Which constants to choose: shares, intervals, the front, and what is best in a sentence. */
import { count } from '../../sim/model/words.ts';

export const sweepTexts = {
  heading: 'Sweep: which constants to choose',
  about:
    'The same conversations are run under each combination. Their gaps come from a model that is chosen, not measured (half under 1.4\u00a0s, one in four over 2.6\u00a0s, one in a hundred over 30\u00a0s), or from a file of real gaps. Legs have a tail: 5\u00a0% take 0.2 to 2\u00a0s.',
  form: 'What to vary',
  policy: 'Policy',
  x: 'Across',
  y: 'Down',
  nothing: 'nothing',
  from: 'from',
  to: 'to',
  step: 'step',
  range: (axis: string, part: string) => `${axis}: ${part}`,
  runs: 'Runs each',
  seed: 'Seed',
  typing: 'How people type',
  model: 'The model',
  file: (name: string) => `File: ${name}`,
  chooseFile: 'File of gaps…',
  useModel: 'Use the model',
  start: 'Sweep',
  tooMany: (cells: number, most: number) => `${cells} combinations are too many for a page: at most ${most}.`,
  size: (cells: number, runs: number) => `${count(cells, 'combination')}, ${runs} runs`,
  idle: 'Nothing is swept yet. The heat map fills in when all combinations are run.',
  metric: 'Show',
  metrics: {
    wrong: 'Goes wrong (any)',
    split: 'Split',
    stranded: 'Stranded',
    twice: 'Answered twice',
    reply: 'Reply, median',
  },
  metricAbout: {
    wrong: 'Bursts that are split, stranded or answered twice.',
    split: 'Bursts answered by more than one reply.',
    stranded: 'Bursts with a message that nobody answers.',
    twice: 'Bursts with a message that is answered twice.',
    reply: 'From the last message that a reply answers to the reply: half of them take no longer.',
  },
  heat: (metric: string) => `Heat map: ${metric}`,
  share: (share: string, low: string, high: string) => `${share} (95 % interval ${low} to ${high})`,
  pointed: 'Point at a cell, or go there by the arrow keys: its figures with their intervals stand here.',
  of: (bursts: number, runs: number) => `Of ${count(bursts, 'burst')} in ${count(runs, 'run')}.`,
  best: 'What is best',
  least: (at: string, share: string, low: string, high: string, reply: string) =>
    `Least goes wrong with ${at}: ${share} of the bursts (95 % interval ${low} to ${high}), and half of the replies come within ${reply}.`,
  alike: (others: number) =>
    others === 0
      ? 'No other combination is as good within chance.'
      : `${count(others, 'other combination is', 'other combinations are')} as good within chance; more runs would tell them apart.`,
  quickest: (at: string, reply: string, share: string) =>
    `Of those that nothing beats, the quickest is ${at}: half of the replies within ${reply}, and ${share} of the bursts go wrong.`,
  same: 'It is also the quickest of those that nothing beats: there is nothing to weigh.',
  front: 'What to weigh: what goes wrong, beside how long a reply takes',
  frontAbout:
    'Filled: by its figures nothing else is as good in everything (split, stranded, answered twice, reply) and better in something. Where one that is no slower may be as good, since their intervals overlap, it says so.',
  withinChance: 'One that is no slower may be as good in everything.',
  point: (at: string, share: string, reply: string) => `${at}: ${share} go wrong, median reply ${reply}`,
  axisX: 'Reply, median',
  axisY: 'Goes wrong',
  table: 'All figures as a table',
  onFront: 'On the front',
  p95: 'Reply, 95th',
  none: 'none',
} as const;
