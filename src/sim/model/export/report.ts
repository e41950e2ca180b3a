/** A run as the text of a bug report: what was done, what was seen, what broke and where, and how to see it again. */
import { accountOf, accountSections } from '../account/index.ts';
import { drawTrace } from '../draw/index.ts';
import type { Side, Trace } from '../trace.ts';
import { moment } from '../words.ts';
import type { Export, ExportedRun } from './exported.ts';

/** Longer drawings make a report nobody reads; the command shows the whole. */
const MOST_DRAWN_LINES = 200;

export const bugReport: Export = {
  id: 'report',
  title: 'Bug report (Markdown)',
  sentence: 'What was done, seen and broken, with the command that shows it again.',
  suffix: '.md',
  mediaType: 'text/markdown',
  make: (run) => {
    const { trace, title, command, link, hash } = run;
    const { inputs } = trace;
    return [
      `# ${title}`,
      '',
      `Scenario \`${inputs.scenario}\`, variant \`${inputs.variant}\`, seed ${inputs.seed}, policy \`${inputs.policy}\`, profile \`${inputs.profile}\`.`,
      '',
      '## See it again',
      '',
      '```sh',
      command,
      '```',
      '',
      `On the page: ${link}`,
      '',
      `Trace hash: \`${hash}\``,
      '',
      '## In short',
      '',
      ...accountSections(accountOf(trace, run.verdicts)).flatMap(({ heading, lines }) => [
        `**${heading}**`,
        '',
        ...lines.map((line) => `- ${line}`),
        '',
      ]),
      '## What the user typed, and what came back',
      '',
      ...chatOf(trace, 'pipeline'),
      '',
      'The same messages in a single tab:',
      '',
      ...chatOf(trace, 'baseline'),
      '',
      '## What broke',
      '',
      ...brokenOf(run),
      '',
      ...faultsOf(trace),
      '## What happened',
      '',
      '```text',
      ...drawnOf(trace),
      '```',
      '',
    ].join('\n');
  },
};

function chatOf({ events }: Trace, side: Side): readonly string[] {
  const rows = events.flatMap((event) => {
    if (event.side !== side || (event.kind !== 'message' && event.kind !== 'reply')) return [];
    return [`- ${moment(event.atMs)} ${event.kind === 'message' ? 'user' : '**reply**'}: ${event.text}`];
  });
  return events.some((event) => event.side === side && event.kind === 'reply') ? rows : [...rows, '- (no reply)'];
}

function brokenOf({ verdicts, trace }: ExportedRun): readonly string[] {
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken');
  if (broken.length === 0) return ['Nothing: every check holds or could not be judged.'];
  return broken.map(({ check, sentence, eventIds: [first] }) => {
    const event = trace.events[first ?? -1];
    const where =
      event === undefined ? '' : ` First proof: event ${event.id} at ${moment(event.atMs)} on ${event.node}.`;
    return `- \`${check}\`: ${sentence}${where}`;
  });
}

function faultsOf({ inputs }: Trace): readonly string[] {
  if (inputs.faults.length === 0) return [];
  return ['## Faults', '', ...inputs.faults.map((fault) => `- \`${JSON.stringify(fault)}\``), ''];
}

function drawnOf(trace: Trace): readonly string[] {
  const lines = drawTrace(trace).split('\n');
  if (lines.length <= MOST_DRAWN_LINES) return lines;
  return [...lines.slice(0, MOST_DRAWN_LINES), `… ${lines.length - MOST_DRAWN_LINES} more lines`];
}
