/** What `help` prints: everything that can be typed, and everything that can be named, from the same data as the program. */
import { constants, faults } from '../sim/index.ts';
import { type ParamSpec, expectedOf } from '../sim/model/params.ts';
import { PROFILE_IDS } from '../sim/model/scenario.ts';
import { type Bench, PROGRAM } from './bench.ts';
import { HELP, HELPED } from './command-help.ts';
import type { Command } from './options.ts';
import { table } from './text.ts';

const ABOUT = 'Runs the message batching of a serverless chatbot in virtual time, beside a single tab.';

const EXIT_CODES = `Exit code
  0  as expected        1  a verdict is not as expected, or a replay differs
  2  bad input          3  a verdict could not be given        70  a bug of this program`;

/** Of one command, or of all and whatever can be named beside them. */
export function helpText({ app }: Bench, of: Command | undefined): string {
  if (of !== undefined) return commandText(of);
  const options = HELPED.filter((one) => one.options.length > 0);
  const ends = HELPED.flatMap(({ command, ends: lines }) => lines.map((line, i) => [i === 0 ? command : '', line]));
  return [
    `${ABOUT}\n\n  ${PROGRAM} <command>`,
    `Commands\n${rows(HELPED.flatMap(({ uses }) => uses))}`,
    ...options.map(({ command, options: own }) => `Options of ${command}\n${rows(own)}`),
    `${EXIT_CODES}\n${rows(ends)}`,
    `Policies\n${rows(app.policies.map(({ id, sentence }) => [id, sentence]))}`,
    `Profiles\n  ${PROFILE_IDS.join(', ')}`,
    `Faults\n${faults.map(({ id, sentence, params }) => `  ${id}: ${sentence}\n${specs(params, '    ')}`).join('\n')}`,
    `Settings\n${specs(app.settings, '  ')}`,
    `Constants of the services\n${specs(constants, '  ')}`,
  ].join('\n\n');
}

function commandText(command: Command): string {
  const { uses, options, ends } = HELP[command];
  return [
    rows(uses, ''),
    ...(options.length === 0 ? [] : [`Options\n${rows(options)}`]),
    ends.length === 0 ? EXIT_CODES : `${EXIT_CODES}\n  Of ${command}: ${ends.join('\n  ')}`,
    `Policies, profiles, faults, settings and constants: ${PROGRAM} help`,
  ].join('\n\n');
}

function rows(cells: readonly (readonly string[])[], indent = '  '): string {
  return table(cells).replaceAll(/^/gm, indent);
}

function specs(params: readonly ParamSpec[], indent: string): string {
  return rows(
    params.map((spec) => [
      spec.name,
      `${expectedOf(spec)}; ${JSON.stringify(spec.default)} if left out`,
      spec.sentence,
    ]),
    indent,
  );
}
