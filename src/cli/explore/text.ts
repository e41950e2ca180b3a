/** A campaign as text for people: what was found by cause, each with its smallest example and the command that shows it. */
import {
  type CampaignReport,
  type Case,
  caseText,
  compareCampaigns,
  demandsOn,
  otherwiseSentence,
  type ReportedFinding,
  type Times,
  totalMs,
} from '../../sim/explore/index.ts';
import { type Cause, causesOf } from '../../sim/model/causes.ts';
import { canonicalJson } from '../../sim/model/trace-file/hash.ts';
import { failsFewerThanOneIn } from '../../sim/model/none-found.ts';
import { count, duration } from '../../sim/model/words.ts';
import { PROGRAM } from '../bench.ts';
import { quoted, table } from '../text.ts';

interface Host {
  readonly tookMs: number;
  readonly workers: number;
}

const SECOND_MS = 1_000;

export function reportText(report: CampaignReport, { tookMs, workers }: Host): string {
  const { plan, runs, findings, canary, reached, newestAt, exhaustive } = report;
  const rate = Math.round((runs / Math.max(1, totalMs(report.times))) * SECOND_MS);
  const causes = causesOf(findings);
  return [
    `Explored ${count(runs, 'run')} of ${plan.aim.policy} (mode ${plan.mode}, seed ${plan.seed}) in ${duration(tookMs)} with ${count(workers, 'worker')}: ${rate} a second and worker, shrinking apart`,
    ...(exhaustive === null ? [] : [exhaustiveText(exhaustive, runs)]),
    ...(report.end === 'stop'
      ? ['Stopped: what follows is what was found by then; what was not made small says so.']
      : []),
    `Reached ${reached} situations, the last new one after ${count(newestAt, 'run')}; canary found in ${canary.found} of ${canary.runs}`,
    `Time: ${sharesText(report.times)}; ${costText(report.times)}`,
    ...demandsOn(report)
      .filter(({ met }) => !met)
      .map(({ sentence, found }) => `Not so: ${sentence} (${found}).`),
    '',
    ...(findings.length === 0 ? ['Nothing was found.'] : [foundText(causes)]),
    ...causes.map((cause) => `\n${causeText(cause, runs)}`),
    '',
    ...besideText(report),
    ...(causes.length === 0 ? [] : [OPENS_IN_THE_PAGE]),
    `Verdict: ${verdictText(report)}`,
    ...shownText(report),
  ].join('\n');
}

function foundText(causes: readonly Cause<ReportedFinding>[]): string {
  const checks = new Set(causes.flatMap(({ findings }) => findings.map(({ check }) => check))).size;
  const excepted = causes.filter((cause) => cause.excepted).length;
  const part =
    excepted === 0 ? '' : `, ${excepted === causes.length ? 'all' : `${excepted} of them`} excepted by the contract`;
  return `Found ${count(causes.length, 'cause')}${part}, by which ${count(checks, 'check')} ${checks === 1 ? 'breaks' : 'break'}:`;
}

function verdictText({ verdict, findings }: CampaignReport): string {
  return verdict === 'none found' && findings.length > 0 ? `${verdict} that the contract does not except` : verdict;
}

/** What a campaign shows that found nothing. */
function shownText(report: CampaignReport): readonly string[] {
  const oneIn = failsFewerThanOneIn(report);
  if (oneIn === undefined) return [];
  const but = report.findings.length > 0 ? ', but for what the contract excepts' : '';
  return [
    `Of runs that are drawn as these were, fewer than one in ${oneIn} fail${but} (95 % confidence, rule of three). Of what is never drawn it says nothing.`,
  ];
}

function exhaustiveText(bound: NonNullable<CampaignReport['exhaustive']>, runs: number): string {
  const { messages, calls, mostLate, delaysMs, schedules } = bound;
  return `Bound: a burst of ${messages} messages, ${calls} calls, the requests of at most ${mostLate} of them late by one of ${delaysMs.join(', ')} ms, answers never: ${Math.min(runs, schedules)} of ${schedules} schedules covered`;
}

/** How the runs compare with the single tab, which is no finding. */
function besideText({ comparisons = [] }: CampaignReport): readonly string[] {
  const percent = (value: number): string => (value * 100).toFixed(1);
  const rows = comparisons.map(({ check, broken, judged, share, interval }) => [
    `  ${check}`,
    `broken in ${broken} of ${judged}`,
    `${percent(share)} %${interval === null ? '' : ` (${percent(interval[0])}-${percent(interval[1])})`}`,
  ]);
  return rows.length === 0
    ? []
    : [
        `Beside the single tab: rates${comparisons.some(({ interval }) => interval !== null) ? ' with 95 % intervals' : ''}, no findings`,
        table(rows),
        '',
      ];
}

/** The share of each part in the workers' time. */
function sharesText(times: Times): string {
  const share = (ms: number): string => `${Math.round((100 * ms) / Math.max(1, totalMs(times)))} %`;
  const { generationMs, runMs, checksMs, bookkeepingMs } = times;
  return `runs ${share(runMs)}, generation ${share(generationMs)}, checks ${share(checksMs)}, bookkeeping ${share(bookkeepingMs)}`;
}

/** What exploring costs beside the runs that it makes. */
function costText(times: Times): string {
  return `${(totalMs(times) / Math.max(1, times.runMs)).toFixed(2)} times the bare runs`;
}

function causeText(found: Cause<ReportedFinding>, runs: number): string {
  const { pattern, cause, excepted, findings, first, shown } = found;
  const { faults, example, smallest, link } = shown;
  const needs = faults.length === 0 ? 'no fault needed' : `needs ${faults.join(', ')}`;
  const isShown = (own: Case): boolean => canonicalJson(own) === canonicalJson(example);
  const checks = table(
    findings.map(({ check, count: times, verdict, example: own }) => [
      `  ${check}`,
      `${times} of ${runs}`,
      // One cause mostly has one example; what is said of another does not fit the one that is shown.
      verdict === '' || isShown(own) ? verdict : `${verdict} (in another example)`,
    ]),
  );
  return [
    `${pattern}: ${cause}${excepted ? ' (excepted by the contract)' : ''}`,
    checks,
    `  ${first === 0 ? 'from the corpus' : `first after ${count(first, 'run')}`}; ${needs}`,
    `  ${smallest ? 'Smallest' : 'Example, not made as small as it gets'}: ${caseText(example)}`,
    `  Run it: ${commandOf(link)}`,
  ].join('\n');
}

/** What the link of a finding names opens in the page as well, on what was found. */
export function commandOf(link: string): string {
  return `${PROGRAM} run --link ${quoted(link)}`;
}

/** Said once, below the commands. */
const OPENS_IN_THE_PAGE = 'What stands in quotes opens the example in the page too, put behind its address.';

export function comparisonText(before: CampaignReport, now: CampaignReport): readonly string[] {
  const compared = compareCampaigns(before, now);
  const otherwise = otherwiseSentence(before.plan, now.plan);
  const rows = compared.map(({ change, check, pattern, counts: [old, fresh] }) => [
    change,
    check,
    pattern,
    `${old} of ${before.runs} → ${fresh} of ${now.runs}`,
  ]);
  return [
    '',
    `Beside the campaign before, ${count(before.runs, 'run')} of ${before.plan.aim.policy}`,
    ...(otherwise === null ? [] : [otherwise]),
    compared.length === 0 ? 'Neither found anything.' : table(rows),
  ];
}
