/** Exploring: what to explore, what was found, and what that proves. */
import { count } from '../../sim/model/words.ts';
import { figures, percent } from '../format.ts';
import type { CampaignReport, Mode } from '../worker/lab/protocol.ts';

const modes: Readonly<Record<Mode, string>> = {
  random: 'Random',
  pct: 'Late calls (PCT)',
  guided: 'Guided by what was reached',
  exhaustive: 'One burst, up to two late requests',
};

export const exploreTexts = {
  heading: 'Explore: find what nobody wrote down',
  about:
    'Draws conversations, conditions and faults from a seed, runs each, judges every run by the same checks, and makes each cause that it finds as small as it gets. The same seed finds the same, however many workers there are.',
  form: 'What to explore',
  policy: 'Policy',
  mitigations: 'Mitigations',
  mitigationsNone: 'None',
  mitigationsSome: (number: number) => `${number} switched on`,
  mitigationsAbout:
    'Switches of the hardened policy, and other candidates, each by itself on top of the policy that is chosen.',
  mode: 'Mode',
  modes,
  seed: 'Seed',
  users: 'Users at once, at most',
  budget: 'Until',
  budgets: { runs: 'so many runs', time: 'so many seconds' },
  runs: 'Runs',
  seconds: 'Seconds',
  workers: 'Workers',
  start: 'Explore',
  more: (runs: number) => `Go on, ${figures.format(runs)} more`,
  idle: 'Nothing is explored yet. Press Explore: findings are listed as they come, and made small at the end; a thousand runs take from seconds to minutes.',
  verdicts: { found: 'Found', 'none found': 'None found', inconclusive: 'Inconclusive' },
  foundSentence: (causes: number, failures: number, runs: number) =>
    `${count(causes, 'cause')} by which ${count(failures, 'check')} can break, in ${figures.format(runs)} runs.`,
  noneSentence: (runs: number) =>
    `Nothing broke in ${figures.format(runs)} runs, which met everything that they must meet.`,
  exceptedSentence: (runs: number) =>
    `Nothing broke in ${figures.format(runs)} runs but what the policy’s contract excepts, below.`,
  shows: (oneIn: number, excepts: boolean) =>
    `Of runs that are drawn as these were, fewer than one in ${figures.format(oneIn)} break anything${excepts ? ' else' : ''} (95\u00a0% confidence, rule of three). Of what is never drawn that says nothing.`,
  inconclusiveSentence: (runs: number) => `Nothing broke in ${figures.format(runs)} runs, but that proves nothing:`,
  halted: (small: number, findings: number) => {
    if (findings === 0) return 'Stopped before its end.';
    const how = small === 0 ? 'and is not made small' : `and ${small} of ${count(findings, 'finding')} made small`;
    return `Stopped: what is listed was found by then, ${how}.`;
  },
  trust: 'What the campaign met',
  canary: (found: number, runs: number) =>
    found > 0
      ? `The canary, a bug planted in ${count(runs, 'of the runs', 'of the runs')}, was found in ${found}.`
      : `The canary, a bug planted in ${count(runs, 'of the runs', 'of the runs')}, was not found.`,
  reached: (situations: number, newest: number) =>
    `${figures.format(situations)} situations were reached, the last new one after ${figures.format(newest)} runs.`,
  met: 'Everything that must be met sometimes was met.',
  unmet: (number: number) => `Never met, and has to be (${number})`,
  cutShort: (bound: string, runs: number) => `Not judged to the end: ${count(runs, 'run')} hit the bound ${bound}.`,
  exhaustive: (
    covered: number,
    { schedules, messages, calls, mostLate, delaysMs }: NonNullable<CampaignReport['exhaustive']>,
  ) =>
    `${figures.format(covered)} of ${figures.format(schedules)} schedules covered: a burst of ${messages} messages, ${calls} calls, the requests of at most ${mostLate} of them late by one of ${delaysMs.map((ms) => figures.format(ms)).join(', ')} ms. Answers are never late.`,
  comparisons: 'Beside the single tab: rates, no findings',
  comparison: (
    title: string,
    { broken, judged, share, interval }: NonNullable<CampaignReport['comparisons']>[number],
  ) =>
    `${title}: broken in ${figures.format(broken)} of ${figures.format(judged)} runs, ${percent(share)}${interval === null ? '' : ` (95\u00a0% interval ${percent(interval[0])} to ${percent(interval[1])})`}.`,
  findings: (causes: number) => `Findings (${causes})`,
  order: 'By cause, the most frequent first. Small: fewest faults, then messages, then the roundest times.',
  noFault: 'needs no fault',
  withoutFault: 'seen without any fault',
  needs: (faults: readonly string[]) => `needs ${faults.join(', ')}`,
  seenWith: (faults: readonly string[]) => `seen with ${faults.join(', ')}`,
  excepted: 'excepted by the contract',
  times: (times: number, runs: number) => `${figures.format(times)} of ${figures.format(runs)} runs`,
  first: (runs: number) => (runs === 0 ? 'from the corpus' : `first after ${count(runs, 'run')}`),
  smallest: 'Smallest',
  plainest: 'Plainest so far',
  open: 'Open the run',
  copyCommand: 'Copy command',
  copyFile: 'Copy scenario file',
  saveFile: 'Save scenario file',
  copied: 'Copied',
  refused: 'The browser refused to copy. Here it is:',
  command: 'Command that replays it',
  curve: 'When was it decided?',
  curveAgain: 'Draw it again',
  curveAbout: (check: string) => `How likely “${check}” was to break, from each moment on`,
  curvePoint: (at: string, percent: string, low: string, high: string, futures: number) =>
    `${at}: ${percent} of ${futures} futures break it (95 % interval ${low} to ${high})`,
  curveJump: (from: string, to: string, points: number) =>
    `It rises most between ${from} and ${to}, by ${count(points, 'point')} of a hundred. What happened there:`,
  curveFlat: 'It rises nowhere: what decided it was there from the start, and no draw changes it.',
  curveUndecided:
    'No moment decided it: between no two neighbouring moments does it rise beyond chance. The command line takes more futures.',
  curveTable: 'As a table',
  curveAt: 'Moment',
  curveShare: 'Futures that break it',
  curveInterval: '95 % interval',
  event: (id: number) => `event ${id}`,
  keep: 'Keep and compare',
  saveCampaign: 'Save campaign',
  openCampaign: 'Open a campaign…',
  compareFile: 'Compare with a file…',
  campaignName: (policy: string, seed: number, runs: number) =>
    `${policy} · seed ${seed} · ${runs === 1 ? '1 run' : `${figures.format(runs)} runs`}`,
  timedName: (policy: string, seed: number, seconds: number) =>
    `${policy} · seed ${seed} · ${count(seconds, 'second')}`,
  cameWithPage: (name: string) =>
    `What a campaign found before you came: ${name}. Its figures are those of the day on which it was made; its examples are replayed by “npm test”. Press Explore for one of your own; it takes this one’s place.`,
  notRun: (name: string) =>
    `The campaign of this address, ${name}, was not run in this page yet: nothing runs by itself.`,
  run: 'Run it',
  kept: (name: string) => `Kept: ${name}. The next campaign is compared with it.`,
  letGo: 'Let it go',
  compared: (before: string) => `Beside ${before}`,
  changes: { new: 'New', resolved: 'Resolved', rare: 'Rare', ongoing: 'Ongoing' },
  changesAbout:
    'New and resolved: only where chance would leave the other campaign without the finding one time in twenty at most; else rare.',
  change: 'Change',
  check: 'Check',
  cause: 'Cause',
  before: 'Kept, of 1,000',
  now: 'Now, of 1,000',
  nothingCompared: 'Neither campaign found anything.',
  opened: (name: string) => `From the file ${name}.`,
} as const;
