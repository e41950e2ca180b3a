/**
 * What the model runs are made of (fast-check's `commands`): each asks the same of the simulated Redis, which is the
 * model, and of a real server, and holds their answers against each other. What is known to differ stands in
 * `differences.ts`, and is kept out or smoothed out here: the order of sets and of keys, and what is left to live,
 * which on the real server shrinks while the test runs.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Answer, type Answers, type Both, type Words } from './both.ts';
import { anyWords, scripted } from './raw.ts';
import { TYPED, type Typed } from './typed.ts';

/** What has been done so far. */
export interface Progress {
  passes: number;
  asked: number;
}

type Step = fc.AsyncCommand<Progress, Both>;

/**
 * On the real server real time passes as well, a few milliseconds a sequence, or some seconds where the machine is busy
 * elsewhere. No answer may hang on that: lives are whole multiples of 5,000 s and time passes in steps of 1,300 s, at
 * most twelve of them, so that whatever is left to live is 200 s from nothing.
 */
const STEP_MS = 1_300_000;
const MOST_PASSES = 12;

const UNORDERED = new Set(['smembers', 'keys', 'sinter', 'sunion', 'sdiff', 'scan', 'sscan']);
const TIMES = new Set(['ttl', 'pttl']);
/** What is left on the real server may be less by what has passed there; and rounds otherwise. */
const MOST_PASSED_MS = 60_000;
const ROUNDING = 1;

/** The command that an answer belongs to: the one that a script calls. */
function nameOf(words: Words): string {
  const [name = '', , , called = ''] = words;
  return (name.toLowerCase() === 'eval' ? called : name).toLowerCase();
}

function sorted(answer: Answer): Answer {
  if (!Array.isArray(answer)) return answer;
  return answer.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function rounded(answer: Answer): Answer {
  if (Array.isArray(answer)) return answer.map(rounded);
  const value = typeof answer === 'string' && /^\d+$/.test(answer) ? Number(answer) : answer;
  return typeof value === 'number' && value > 0 ? 'some time' : value;
}

/** Two that never are the same. */
const NO_ANSWERS: Answers = { simulated: 'no answer', real: 'nor here' };

function smooth(name: string, answer: Answer): Answer {
  if (UNORDERED.has(name)) return sorted(answer);
  return TIMES.has(name) ? rounded(answer) : answer;
}

function expectSame(name: string, label: string, { simulated, real }: Answers): void {
  if (TIMES.has(name) && typeof simulated === 'number' && typeof real === 'number' && real > 0) {
    const most = ROUNDING + (name === 'ttl' ? MOST_PASSED_MS / 1_000 : MOST_PASSED_MS);
    expect(simulated - real, `${label}: ${simulated} and ${real}`).toBeGreaterThanOrEqual(-ROUNDING);
    expect(simulated - real, `${label}: ${simulated} and ${real}`).toBeLessThanOrEqual(most);
  }
  expect(smooth(name, simulated), label).toEqual(smooth(name, real));
}

const UNIQUE_FROM_MS = 8_000_000;
const UNIQUE_STEP_MS = 37_000;

/** Moments that no two commands of a sequence name alike. */
function numbered(words: Words, progress: Progress): Words {
  progress.asked += 1;
  return words.map((word) => (word === '@unique' ? String(UNIQUE_FROM_MS + UNIQUE_STEP_MS * progress.asked) : word));
}

class Command implements Step {
  readonly words: Words;
  constructor(words: Words) {
    this.words = words;
  }
  check(): boolean {
    return true;
  }
  async run(progress: Progress, both: Both): Promise<void> {
    const words = numbered(this.words, progress);
    expectSame(nameOf(words), words.join(' '), await both.command(words));
  }
  toString(): string {
    return JSON.stringify(this.words);
  }
}

class Transaction implements Step {
  readonly commands: readonly Words[];
  constructor(commands: readonly Words[]) {
    this.commands = commands;
  }
  check(): boolean {
    return true;
  }
  async run(progress: Progress, both: Both): Promise<void> {
    const commands = this.commands.map((words) => numbered(words, progress));
    expectSameResults(commands, this.toString(), await both.transaction(commands));
  }
  toString(): string {
    return `MULTI ${JSON.stringify(this.commands)}`;
  }
}

function expectSameResults(commands: readonly Words[], label: string, { simulated, real }: Answers): void {
  const each = (answers: Answer): Answer =>
    Array.isArray(answers) ? answers.map((one: unknown, i) => smoothResult(nameOf(commands[i] ?? []), one)) : answers;
  expect(each(simulated), label).toEqual(each(real));
}

/** Of `{result}` or `{error}`. */
function smoothResult(name: string, one: unknown): unknown {
  return typeof one === 'object' && one !== null && 'result' in one ? { result: smooth(name, one.result) } : one;
}

/** By the client's own methods: one, or several that the client puts into one request by itself. */
class Methods implements Step {
  readonly calls: readonly Typed[];
  constructor(calls: readonly Typed[]) {
    this.calls = calls;
  }
  check(): boolean {
    return true;
  }
  async run(_progress: Progress, both: Both): Promise<void> {
    const answers = await both.askAll(this.calls.map(({ act }) => act));
    this.calls.forEach(({ name, label }, i) => expectSame(name, label, answers[i] ?? NO_ANSWERS));
  }
  toString(): string {
    return this.calls.map(({ label }) => label).join(' and ');
  }
}

class Pass implements Step {
  check({ passes }: Progress): boolean {
    return passes < MOST_PASSES;
  }
  async run(progress: Progress, both: Both): Promise<void> {
    progress.passes += 1;
    await both.pass(STEP_MS);
  }
  toString(): string {
    return `pass(${STEP_MS})`;
  }
}

const typed = fc.oneof(...TYPED);

export const sequences: fc.Arbitrary<Iterable<Step>> = fc.commands(
  [
    anyWords.map((words) => new Command(words)),
    anyWords.map((words) => new Command(words)),
    anyWords.map((words) => new Command(words)),
    scripted.map((words) => new Command(words)),
    fc.array(anyWords, { minLength: 1, maxLength: 3 }).map((commands) => new Transaction(commands)),
    typed.map((call) => new Methods([call])),
    typed.map((call) => new Methods([call])),
    fc.array(typed, { minLength: 2, maxLength: 4 }).map((calls) => new Methods(calls)),
    fc.constant(new Pass()),
    fc.constant(new Pass()),
  ],
  { maxCommands: 20 },
);

const DUMPS: Readonly<Record<string, (key: string) => Words>> = {
  string: (key) => ['get', key],
  list: (key) => ['lrange', key, '0', '-1'],
  set: (key) => ['smembers', key],
  hash: (key) => ['hgetall', key],
  zset: (key) => ['zrange', key, '0', '-1', 'withscores'],
};

/** They hold the same, whatever it is: keys, types, values, and what is left to live. */
export async function expectSameData(both: Both): Promise<void> {
  const held = await both.command(['keys', '*']);
  expectSame('keys', 'all keys', held);
  const keys = textsOf(held.real);
  if (keys.length === 0) return;
  const types = await both.pipeline(keys.map((key) => ['type', key]));
  const dumps = types.flatMap(({ simulated, real }, i): Words[] => {
    const key = keys[i] ?? '';
    expect(simulated, `type of ${key}`).toEqual(real);
    const dump = typeof real === 'string' ? DUMPS[real] : undefined;
    return dump === undefined ? [] : [dump(key), ['pttl', key]];
  });
  if (dumps.length === 0) return;
  const answers = await both.pipeline(dumps);
  dumps.forEach((words, i) => {
    expectSame(nameOf(words), words.join(' '), answers[i] ?? NO_ANSWERS);
  });
}

function textsOf(answer: Answer): readonly string[] {
  expect(answer, 'all keys').toBeInstanceOf(Array);
  return Array.isArray(answer) ? answer.map(String) : [];
}
