/** What `help` prints: everything that can be typed, read from the same data as the program itself. */
import { constants, faults } from '../sim/index.ts';
import { type ParamSpec, expectedOf } from '../sim/model/params.ts';
import { PROFILE_IDS } from '../sim/model/scenario.ts';
import { type Bench, PROGRAM } from './bench.ts';
import { table } from './text.ts';

const USAGE = `Runs the message batching of a serverless chatbot in virtual time, beside a single tab.

  ${PROGRAM} <command>

Commands
  list                 the scenarios and their variants (as JSON where no terminal reads)
  run <scenario>       one run: both timelines, the two chats, the verdicts
  run --all            every variant of every scenario
  replay <file>        runs a saved trace again and compares; with --link <address> a link, by its checkpoints
  explore              many runs with generated conversations, conditions and faults: what breaks, as small as it gets
  hindcast             each version of the pipeline's public history explored with no hint, beside what was reported
  recall               the failures that the scenarios show: found again by exploration alone, from several seeds
  sweep                which constants to choose: how bursts fare over a model of how people type
  matrix               every scenario under every policy and every single mitigation, and what each costs
  ablate               each mitigation of a policy switched off: the counterexample that shows it is needed
  curve                of one failing run: how likely it was to fail, moment by moment; the jump marks the cause
  audit                what the reference document says, claim by claim, judged by the runs that decide it
  help                 this text

Options of run
  --variant <id>                     which variant; the first where it is left out
  --seed <number>                    decides everything random; 1 where it is left out
  --policy <id>                      which mitigations the batching logic has
  --profile <id>                     the constants of the services
  --set <name>=<value>               a setting of the batching logic, or a constant of a service (with a dot)
  --fault <fault>                    adds a fault, as its defaults have it
  --fault <fault>.<param>=<value>    changes a fault of the scenario, or adds one
  --fault <fault>#2.<param>=<value>  the second of one name: changes it, or adds it
  --trace <file>                     saves the trace, in folders that are made where they are missing
  --json                             plain data instead of text (also with list and replay)
  --link <address>                   what the page has after #, or a counterexample: in the place of a scenario.
                                     It says up to where the run is still the one of which the link was made

Options of explore
  --runs <n>, --time <60s>           when it ends; 1,000 runs where neither is said
  --policy <id>, --set, --profile    as with run; both profiles where none is named
  --mitigations <a,b>                settings that are as the policy hardened has them
  --users <n>                        at most so many users at once; 3 where it is left out
  --mode <mode>                      random, pct (a few calls late), guided (by what was reached), exhaustive (one burst)
  --fault <id>, --calm               only these faults; none at all, and calm conditions
  --until-found                      ends with the first failure that the contract does not except
  --workers <n>                      threads; as many as there are cores where it is left out
  --resume <file>                    goes on from the file, and leaves it behind
  --corpus <file>                    cases that are run first; it is left with those that showed something
  --compare <file>                   beside the JSON of another campaign: new, resolved, rare, ongoing
  --examples <folder>, --junit <file> scenario files of the smallest examples; a report for a build server

Options of hindcast: --runs, --seed, --seeds, --policy (one version only), --users, --workers, --json

Options of recall: --runs (10,000 a seed where it is left out), --seed, --seeds <n> (so many, from the first on), --users, --workers, --json

Options of sweep
  --vary <name>=<from>..<to>:<step>  a setting, or a constant of a service; each combination is a line
  --runs <n>                         conversations for each line; 200 where it is left out
  --typing <file>                    gaps between messages in milliseconds, in the place of the model
  --policy, --profile, --set, --seed, --workers, --json, --calm (no heavy tail of latencies)

Options of ablate: --policy (hardened where it is left out), --only (this mitigation, and others named so), --runs (2,000
  each), and those of explore that aim it
Options of curve: --link (the run), --check (the first that is broken), --points (24), --runs (futures each; 40)
Options of matrix: --runs (conversations for the costs; 50), --seed, --workers, --json

Exit code
  0  as expected        1  a verdict is not as expected, or a replay differs
  2  bad input          3  a verdict could not be given        70  a bug of this program
  explore: 0 none found, 1 found (what the policy's contract excepts does not count), 3 it proves nothing: a bound hit, the
    planted bug missed, a situation never met
  hindcast, recall: 0 everything was found from each seed, 1 something was not; ablate: 1 a mitigation was not shown to be needed`;

export function helpText({ app }: Bench): string {
  return [
    USAGE,
    `Policies\n${rows(app.policies.map(({ id, sentence }) => [id, sentence]))}`,
    `Profiles\n  ${PROFILE_IDS.join(', ')}`,
    `Faults\n${faults.map(({ id, sentence, params }) => `  ${id}: ${sentence}\n${specs(params, '    ')}`).join('\n')}`,
    `Settings\n${specs(app.settings, '  ')}`,
    `Constants of the services\n${specs(constants, '  ')}`,
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
