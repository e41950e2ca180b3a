/** A run as text for people: the drawing, the two chats, the verdicts, and the command that brings it back. */
import { tellDeparture } from '../sim/model/trace-file/checkpoints.ts';
import { accountOf, accountSections } from '../sim/model/account/index.ts';
import { tellShows } from '../sim/model/link/finding.ts';
import { lookAtOf, type Scenario } from '../sim/model/scenario.ts';
import type { RunInputs, Side, Trace } from '../sim/model/trace.ts';
import { idleFaultsOf, NEVER_TOOK_EFFECT } from '../sim/model/idle-faults.ts';
import { moment } from '../sim/model/words.ts';
import { PROGRAM } from './bench.ts';
import { namesOf } from './overrides.ts';
import { type FinishedRun, type RunReport, standingOf } from './report.ts';

/** Columns of equal width; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

/** A word that the shell hands over as it is. */
export function quoted(word: string): string {
  return /^[\w.,:=@/+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * The command that runs these inputs again; `options` are those that the user gave. A link names scenario and seed itself:
 * a seed beside it would be a change, and such a run is not held against the recorded one.
 */
function commandOf({ scenario, variant, seed }: RunInputs, options: readonly string[]): string {
  const named = options.includes('--link') ? [] : [scenario, '--variant', variant, '--seed', String(seed)];
  return `${PROGRAM} ${['run', ...named, ...options].map(quoted).join(' ')}`;
}

/** One chat: what the user typed and what came back, in the order in which it was seen. */
function chatOf(trace: Trace, side: Side): string {
  const several = new Set(trace.inputs.messages.map(({ user }) => user)).size > 1;
  const rows = trace.events.flatMap((event) => {
    if (event.side !== side || (event.kind !== 'message' && event.kind !== 'reply')) return [];
    const who = event.kind === 'message' ? 'user' : 'bot';
    return [[moment(event.atMs), several ? `${who} ${event.users.join(' ')}` : who, event.text]];
  });
  return rows.some(([, who]) => who?.startsWith('bot') === true) ? table(rows) : `${table(rows)}\n(no reply)`;
}

const MARKS = { 'as expected': 'ok', differs: 'DIFFERS', inconclusive: 'UNJUDGED', 'nothing expected': '' } as const;

function verdictsOf({ report, verdicts }: FinishedRun): string {
  const rows = report.verdicts.map((judged, i) => {
    const standing = standingOf(judged);
    const instead = standing === 'as expected' || judged.expected === null ? '' : `, expected ${judged.expected}`;
    const events = judged.eventIds.length === 0 ? '' : ` (events ${listed(judged.eventIds)})`;
    return [MARKS[standing], judged.check, `${judged.verdict}${instead}`, `${verdicts[i]?.sentence ?? ''}${events}`];
  });
  return table(rows);
}

/** As many event ids as one reads on a line; the rest is in `--json`. */
const MOST_IDS = 6;

function listed(ids: readonly number[]): string {
  const shown = ids.slice(0, MOST_IDS).join(', ');
  return ids.length > MOST_IDS ? `${shown}, … ${ids.length - MOST_IDS} more` : shown;
}

/** What the trace tells in plain sentences. */
function accountText({ trace, verdicts }: FinishedRun): string {
  return accountSections(accountOf(trace, verdicts))
    .map(({ heading, lines }) => `${heading}\n${indented(lines.join('\n'))}`)
    .join('\n');
}

/** Which bound ended a run, and where it is: `the bound maxEvents (1,000,000 events)`. */
export function boundText({ end, inputs: { bounds } }: Trace): string {
  if (end.reason !== 'bound') return 'no bound';
  const { bound } = end;
  const unit = bound === 'maxEvents' ? 'events' : 'ms of virtual time';
  return `the bound ${bound} (${bounds[bound].toLocaleString('en')} ${unit})`;
}

function idleText(trace: Trace): readonly string[] {
  const names = namesOf(trace.inputs.faults);
  return idleFaultsOf(trace).map(({ index }) => `${names[index]} ${NEVER_TOOK_EFFECT}.`);
}

/** Everything about one run. `drawing` is both timelines as text. */
export function runAsText(scenario: Scenario, run: FinishedRun, drawing: string, options: readonly string[]): string {
  const { report, trace } = run;
  const variant = scenario.variants.find(({ id }) => id === report.variant);
  const own = report.verdicts.every(({ expected }) => expected !== null);
  const happens = own && variant !== undefined ? [`What happens: ${variant.happens}`] : [];
  const lookAt = own && variant !== undefined ? lookAtOf(scenario, variant) : undefined;
  const bound =
    trace.end.reason === 'bound'
      ? [`Ended by a bound: ${trace.end.bound}. What was not judged by then is inconclusive.`]
      : [];
  return [
    `${report.id} / ${report.variant}: ${scenario.title}`,
    `seed ${report.seed}, policy ${report.policy}, profile ${report.profile}`,
    ...(lookAt === undefined ? [] : [`Look at: ${lookAt}`]),
    ...happens,
    ...bound,
    ...idleText(trace),
    `\n${accountText(run)}`,
    `\nTimelines\n${indented(drawing)}`,
    `\nChat, pipeline\n${indented(chatOf(trace, 'pipeline'))}`,
    `\nChat, single tab\n${indented(chatOf(trace, 'baseline'))}`,
    `\nVerdicts${own ? '' : ' (not the scenario as it is, so none are expected)'}\n${indented(verdictsOf(run))}`,
    `\n${report.eventCount} events, ${moment(report.virtualMs)} of virtual time, trace ${report.hash}`,
    ...(report.recorded === null ? [] : [`Beside the link: ${tellDeparture(report.recorded)}`]),
    ...(report.found === null ? [] : [`What the link says was found: ${tellShows(report.found, report.found.shows)}`]),
    `Run it again: ${commandOf(trace.inputs, options)}`,
  ].join('\n');
}

/** One line for each run, and under it what is not as expected with the command that shows it. */
export function summaryOf(runs: readonly FinishedRun[], options: readonly string[]): string {
  return runs
    .map((run) => {
      const { report, trace } = run;
      const wrong = report.verdicts.filter((judged) => ['differs', 'inconclusive'].includes(standingOf(judged)));
      const unjudged = report.verdicts.every(({ expected }) => expected === null);
      const word = wrong.length > 0 ? 'DIFFERS' : unjudged ? 'ran' : 'ok';
      const lines = wrong.map(({ check, verdict, expected }) => `    ${check}: ${verdict}, expected ${expected}`);
      const again = wrong.length > 0 ? [`    ${commandOf(trace.inputs, options)}`] : [];
      return [`${word.padEnd(7)}  ${report.id} / ${report.variant}  ${counts(report)}`, ...lines, ...again].join('\n');
    })
    .join('\n');
}

function counts({ replies, baselineReplies, eventCount }: RunReport): string {
  return `(replies ${replies.length}, single tab ${baselineReplies.length}, ${eventCount} events)`;
}
