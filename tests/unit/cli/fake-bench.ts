/** A bench for the tests of the command line: an app that is described but never runs, and verdicts to order. */
import { describe } from '../../../src/batching/index.ts';
import type { Bench, Io } from '../../../src/cli/bench.ts';
import { cli } from '../../../src/cli/cli.ts';
import { scenarios } from '../../../src/scenarios/index.ts';
import type { AppDescription } from '../../../src/sim/model/app.ts';
import type { DocumentClaim } from '../../../src/sim/model/claim.ts';
import { InputError } from '../../../src/sim/model/errors.ts';
import type { ParamSpec } from '../../../src/sim/model/params.ts';
import { type RunInputs, type Trace, TRACE_FORMAT, type TraceEvent } from '../../../src/sim/model/trace.ts';
import type { Verdict } from '../../../src/sim/model/verdict.ts';

const real: AppDescription = describe();

/** What the tests type by name, and, since every scenario has to be accepted, whatever else the real logic has. */
const description: AppDescription = {
  ...real,
  settings: withOthers<'name', ParamSpec>('name', real.settings, [
    { kind: 'choice', name: 'requeueId', default: 'same', choices: ['same', 'own'], sentence: 'The id of a re-queue.' },
    { kind: 'boolean', name: 'trimFlag', default: true, sentence: 'Whether the flag is trimmed.' },
    { kind: 'number', name: 'lockMs', default: 30_000, min: 0, max: 900_000, unit: 'ms', sentence: 'The lock.' },
  ]),
  policies: withOthers<'id', AppDescription['policies'][number]>('id', real.policies, [
    { id: 'documented', title: 'Documented', sentence: 'As the document has it.', settings: {} },
    { id: 'recommended', title: 'Recommended', sentence: 'With the five.', settings: { lockMs: 60_000 } },
  ]),
};

function withOthers<K extends string, T extends Readonly<Record<K, unknown>>>(
  key: K,
  others: readonly T[],
  own: readonly T[],
): readonly T[] {
  return [...own, ...others.filter((other) => own.every((item) => item[key] !== other[key]))];
}

const at = (id: number, atMs: number) => ({ id, atMs, clockMs: atMs, causes: [], users: ['3282789748459241'] });

/** One message and one reply on each side. */
const EVENTS: readonly TraceEvent[] = [
  { ...at(0, 0), node: 'phone-1', side: 'pipeline', kind: 'message', mid: 'm_1', messages: ['m_1'], text: 'გამარჯობა' },
  { ...at(1, 3_500), node: 'tab', side: 'baseline', kind: 'reply', messages: ['m_1'], text: 'Hello from the tab' },
  { ...at(2, 5_200), node: 'phone-1', side: 'pipeline', kind: 'reply', messages: ['m_1'], text: 'Hello' },
];

const NODES: Trace['nodes'] = [
  { id: 'phone-1', role: 'phone', side: 'pipeline', label: 'Phone', user: '3282789748459241' },
  { id: 'tab', role: 'tab', side: 'baseline', label: 'Tab' },
];

export function traceOf(inputs: RunInputs, end: Trace['end'] = { reason: 'quiet', atMs: 5_300 }): Trace {
  return { format: TRACE_FORMAT, inputs, constants: {}, nodes: NODES, events: EVENTS, end };
}

export interface Orders {
  /** Checks that are broken, or could not be judged, in every run. */
  readonly broken?: readonly string[];
  readonly unjudged?: readonly string[];
  readonly end?: Trace['end'];
  readonly simulate?: Bench['simulate'];
}

const burst = { scenario: 'rapid-burst', variant: 'three-in-half-a-second' } as const;

/** Of the trace of every run here, which has one reply on each side and no log. */
const CLAIMS: readonly DocumentClaim[] = [
  {
    id: 'one-reply',
    where: 'the flow',
    says: 'One reply.',
    because: 'There is one.',
    predicts: [{ ...burst, kind: 'replies', side: 'pipeline', times: 1 }],
  },
  {
    id: 'a-log',
    where: 'log 1',
    says: 'A reply, and a line.',
    because: 'Something is printed.',
    predicts: [
      { ...burst, kind: 'first reply', side: 'baseline', atMs: 3_500 },
      { ...burst, kind: 'log', text: 'line', times: 1 },
    ],
  },
  {
    id: 'broken',
    where: 'issue 1',
    says: 'Nobody is answered.',
    because: 'Everybody is.',
    predicts: [{ ...burst, kind: 'check', check: 'answered', outcome: 'broken', side: 'pipeline' }],
  },
  { id: 'share', where: 'summary', says: '40 %.', because: 'Nobody counted.', predicts: [] },
];

/** A bench whose every run has the verdicts that its scenario expects, but for what is ordered otherwise. */
export function fakeBench({ broken = [], unjudged = [], end, simulate }: Orders = {}): Bench {
  const expectedOutcome: Bench['expectedOutcome'] = (check, expected) => expected[check] ?? 'holds';
  return {
    scenarios,
    claims: CLAIMS,
    app: description,
    simulate: simulate ?? (async (inputs) => traceOf(inputs, end)),
    judge: ({ inputs }) => {
      const scenario = scenarios.find(({ id }) => id === inputs.scenario);
      const expected = scenario?.variants.find(({ id }) => id === inputs.variant)?.expected ?? {};
      return (['answered', 'answered-once'] as const).map((check): Verdict => {
        const verdict = broken.includes(check)
          ? 'broken'
          : unjudged.includes(check)
            ? 'inconclusive'
            : expectedOutcome(check, expected);
        return { check, verdict, sentence: `About ${check}.`, eventIds: verdict === 'broken' ? [2] : [], messages: [] };
      });
    },
    expectedOutcome,
    draw: () => '<drawing>',
    hindcastVersions: [],
    knownFailures: [],
    base: { scenario: 'rapid-burst', variant: 'default' },
    openPool: () => {
      throw new Error('No test of these explores: tests/unit/cli/explore.test.ts does, in its own thread');
    },
  };
}

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly files: ReadonlyMap<string, string>;
}

/** In `locked` nothing can be written, and one can see that before; in `full` one cannot. */
function refuse(path: string, field: string, where: RegExp): void {
  if (where.test(path)) throw new InputError(field, path, 'a file that can be written');
}

/** Types a command line, and tells what came of it. */
export async function type(
  line: readonly string[],
  bench: Bench = fakeBench(),
  files = new Map<string, string>(),
  terminal = true,
): Promise<Said> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => (out += text),
    err: (text) => (err += err === '' ? text : `\n${text}`),
    terminal,
    readFile: (path, field) => {
      const text = files.get(path);
      if (text === undefined) throw new InputError(field, path, 'a file that can be read');
      return text;
    },
    writeFile: (path, text, field) => {
      refuse(path, field, /^(locked|full)\b/);
      files.set(path, text);
    },
    writePieces: (path, pieces, field) => {
      refuse(path, field, /^(locked|full)\b/);
      files.set(path, [...pieces].join(''));
    },
    checkFile: (path, field) => refuse(path, field, /^locked\b/),
    checkFolder: (path, field) => refuse(path, field, /^locked\b/),
    fileExists: (path) => files.has(path),
    nowMs: () => 0,
    onTick: () => () => undefined,
    onInterrupt: () => () => undefined,
    progress: () => undefined,
  };
  const code = await cli(line, bench, io);
  return { code, out, err, files };
}
