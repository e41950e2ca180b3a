/** What each command is for, what it takes and what it ends with, as people read it. What can be typed is in `options.ts`. */
import { type Command, COMMANDS } from './options.ts';

type Row = readonly [string, string];

interface CommandHelp {
  /** What stands before its options, each with what it does. */
  readonly uses: readonly Row[];
  readonly options: readonly Row[];
  /** Exit codes that mean something else than in general. */
  readonly ends: readonly string[];
}

const JSON_ROW: Row = ['--json', 'plain data instead of text'];
const WORKERS: Row = ['--workers <n>', 'threads; as many as there are cores where it is left out'];
const SEED: Row = ['--seed <number>', 'decides everything random; 1 where it is left out'];
const OWN_SEED: Row = [
  '--seed <number>',
  'decides everything random; the scenario’s own where it is left out, mostly 1',
];
const SEEDS: Row = ['--seeds <n>', 'so many seeds, from the first on; 1 where it is left out'];
const USERS: Row = ['--users <n>', 'at most so many users at once; 3 where it is left out'];
const PROFILE: Row = ['--profile <id>', 'the constants of the services'];
const BOTH_PROFILES: Row = ['--profile <id>', 'the constants of the services; both profiles where it is left out'];
const SET: Row = ['--set <name>=<value>', 'a setting of the batching logic, or a constant of a service (with a dot)'];
const MODE: Row = [
  '--mode <mode>',
  'random, pct (a few calls late), guided (by what was reached), exhaustive (one burst, two late requests)',
];
const ONLY_FAULT: Row = ['--fault <id>', 'only this fault, and others named so'];
const CALM: Row = ['--calm', 'no faults, and calm conditions'];
const PLAIN = { options: [], ends: [] } as const;

export const HELP: Readonly<Record<Command, CommandHelp>> = {
  list: {
    ...PLAIN,
    uses: [['list', 'the scenarios and their variants (as JSON where no terminal reads)']],
    options: [JSON_ROW],
  },
  run: {
    ...PLAIN,
    uses: [
      ['run <scenario>', 'one run: both timelines, the two chats, the verdicts'],
      ['run --all', 'every variant of every scenario'],
    ],
    options: [
      ['--variant <id>', 'which variant; the first where it is left out'],
      OWN_SEED,
      ['--policy <id>', 'which mitigations the batching logic has'],
      PROFILE,
      SET,
      ['--fault <fault>', 'adds a fault, as its defaults have it'],
      ['--fault <fault>.<param>=<value>', 'changes a fault of the scenario, or adds one'],
      ['--fault <fault>#2.<param>=<value>', 'the second of one name: changes it, or adds it'],
      ['--trace <file>', 'saves the trace, in folders that are made where they are missing'],
      ['--link <address>', 'what the page has after #, or a counterexample: in the place of a scenario.'],
      ['', 'It says up to where the run is still the one of which the link was made, and whether'],
      ['', 'what was found in it (found=<check>/<cause>) still shows'],
      ['--all', 'every variant of every scenario'],
      JSON_ROW,
    ],
  },
  replay: {
    ...PLAIN,
    uses: [
      ['replay <file>', 'runs a saved trace again and compares; with --link <address> a link, by its checkpoints.'],
      ['', 'Of a file it says where its inputs are not those of the scenario that it names'],
    ],
    options: [['--link <address>', 'in the place of a file'], JSON_ROW],
  },
  explore: {
    uses: [
      ['explore', 'many runs with generated conversations, conditions and faults: what breaks, as small as it gets'],
    ],
    options: [
      ['--runs <n>', 'when it ends; 1,000 where no time is said either (exhaustive: all there are)'],
      ['--time <60s>', 'when it ends: 60s, 5m, or seconds'],
      SEED,
      ['--policy <id>', 'which mitigations the batching logic has; documented where it is left out'],
      [
        '--mitigations <a,b>',
        'switches of the policy hardened, and other candidates (flowControl, readFrom, take, ...)',
      ],
      ['--set <name>=<value>', 'a setting of the batching logic'],
      BOTH_PROFILES,
      USERS,
      MODE,
      ONLY_FAULT,
      CALM,
      ['--until-found', 'ends with the first failure that the contract does not except'],
      WORKERS,
      ['--resume <file>', 'goes on from the file where it is there, and leaves it behind'],
      ['--corpus <file>', 'cases that are run first; it is left with those that showed something'],
      ['--compare <file>', 'beside the JSON of another campaign: new, resolved, rare, ongoing'],
      ['--examples <folder>', 'scenario files of the smallest examples, for src/scenarios/explored'],
      ['--junit <file>', 'a report for a build server'],
      JSON_ROW,
    ],
    ends: [
      '0 none found, 1 found (what the contract of the policy excepts does not count),',
      '3 it proves nothing: a bound hit, the planted bug missed, a situation never met',
    ],
  },
  hindcast: {
    uses: [
      ['hindcast', "each version of the pipeline's public history explored with no hint, beside what was reported"],
    ],
    options: [
      ['--runs <n>', 'for each version; as many as it takes, up to 20,000, where it is left out'],
      SEED,
      SEEDS,
      ['--policy <id>', 'one version only'],
      USERS,
      WORKERS,
      JSON_ROW,
    ],
    ends: ['0 everything was found from each seed, 1 something was not'],
  },
  recall: {
    uses: [['recall', 'the failures that the scenarios show: found again by exploration alone, from several seeds']],
    options: [['--runs <n>', 'for each seed; 10,000 where it is left out'], SEED, SEEDS, USERS, WORKERS, JSON_ROW],
    ends: ['0 everything was found from each seed, 1 something was not'],
  },
  sweep: {
    ...PLAIN,
    uses: [['sweep', 'which constants to choose: how bursts fare over a model of how people type']],
    options: [
      ['--vary <name>=<from>..<to>:<step>', 'a setting, or a constant of a service; each combination is a line'],
      ['--runs <n>', 'conversations for each line; 200 where it is left out'],
      ['--typing <file>', 'gaps between messages in milliseconds, in the place of the model'],
      SEED,
      ['--policy <id>', 'which mitigations the batching logic has; documented where it is left out'],
      PROFILE,
      SET,
      ['--calm', 'no heavy tail of latencies'],
      WORKERS,
      JSON_ROW,
    ],
  },
  matrix: {
    ...PLAIN,
    uses: [['matrix', 'every scenario under every policy and every single mitigation, and what each costs']],
    options: [['--runs <n>', 'conversations for the costs; 50 where it is left out'], SEED, WORKERS, JSON_ROW],
  },
  ablate: {
    uses: [['ablate', 'each mitigation of a policy switched off: the counterexample that shows it is needed']],
    options: [
      ['--policy <id>', 'whose mitigations; hardened where it is left out'],
      ['--only <name>', 'this mitigation, and others named so'],
      ['--runs <n>', 'for each; 2,000 where it is left out'],
      SEED,
      BOTH_PROFILES,
      USERS,
      MODE,
      ONLY_FAULT,
      CALM,
      WORKERS,
      JSON_ROW,
    ],
    ends: ['0 each was shown to be needed, 1 one was not'],
  },
  curve: {
    ...PLAIN,
    uses: [['curve', 'of one failing run: how likely it was to fail, moment by moment; the jump marks the cause']],
    options: [
      ['--link <address>', 'the run'],
      ['--check <id>', 'that of the link’s found=, else the first that is broken, where it is left out'],
      ['--points <n>', 'moments; 24 where it is left out'],
      ['--runs <n>', 'futures of each; 40 where it is left out'],
      WORKERS,
      JSON_ROW,
    ],
  },
  audit: {
    ...PLAIN,
    uses: [['audit', 'what the reference document says, claim by claim, judged by the runs that decide it']],
    options: [JSON_ROW],
  },
  help: { ...PLAIN, uses: [['help', 'this text; help <command>, or <command> --help, that command alone']] },
};

/** In the order in which they are listed. */
export const HELPED = COMMANDS.map((command) => ({ command, ...HELP[command] }));
