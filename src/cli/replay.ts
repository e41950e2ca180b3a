/**
 * `replay`: runs the inputs of a saved trace again and says whether the same thing happened. Of a link it says so by its
 * checkpoints, which is coarser: a link is short.
 */
import { tellDeparture } from '../sim/model/trace-file/checkpoints.ts';
import { resolveInputs } from '../sim/index.ts';
import { describeTraceDifference, diffTraces, type TraceDifference } from '../sim/model/trace-file/diff.ts';
import { InputError } from '../sim/model/errors.ts';
import { hashTrace } from '../sim/model/trace-file/hash.ts';
import { parseTrace } from '../sim/model/trace-file/schema.ts';
import type { Trace, TraceEvent } from '../sim/model/trace.ts';
import { moment } from '../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from './bench.ts';
import { ofLink, openLink } from './linked.ts';
import { type CommandLine, valueOf } from './options.ts';
import { remarksOn } from './replay-inputs.ts';
import { runAndJudge } from './report.ts';

export async function replay(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const address = valueOf(line, 'link');
  if (address !== undefined) return await replayLink(address, line, bench, io);
  if (line.argument === undefined)
    throw new InputError('file', line.argument, 'the name of a file that run --trace wrote, or --link');
  const { recorded, repeated } = await runAgain(line.argument, bench, io);
  const recordedHash = hashTrace(recorded);
  const repeatedHash = hashTrace(repeated);
  const equal = recordedHash === repeatedHash;
  const difference = equal ? undefined : diffTraces(recorded, repeated);
  const remarks = remarksOn(recorded.inputs, bench);
  if (line.switches.includes('json')) {
    const { scenario, variant, seed } = recorded.inputs;
    const firstDifference = difference === undefined ? null : asJson(difference);
    const told = { id: scenario, variant, seed, equal, recordedHash, repeatedHash, firstDifference, remarks };
    io.out(JSON.stringify(told, null, 2));
  } else {
    const lines = equal
      ? [`Equal: the same ${recorded.events.length} events, trace ${recordedHash}`]
      : [`Differs: recorded ${recordedHash}, repeated ${repeatedHash}`, ...asLines(difference, recorded, repeated)];
    io.out([...lines, ...remarks].join('\n'));
  }
  return equal ? EXIT.ok : EXIT.differs;
}

/** What does not fit is a field of the file: its name is told with it. */
async function runAgain(
  file: string,
  bench: Bench,
  io: Io,
): Promise<{ readonly recorded: Trace; readonly repeated: Trace }> {
  const text = io.readFile(file, 'file');
  try {
    const recorded = parseTrace(text);
    return { recorded, repeated: await ofInputs(bench.simulate(recorded.inputs)) };
  } catch (error) {
    if (error instanceof InputError) throw error.within(file);
    throw error;
  }
}

/** What a run refuses are its inputs, which a trace has beside other things of the same names. */
async function ofInputs(running: Promise<Trace>): Promise<Trace> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof InputError) throw error.as(`inputs.${error.field}`);
    throw error;
  }
}

async function replayLink(address: string, line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  if (line.argument !== undefined) throw new InputError('file', line.argument, 'no file beside --link');
  const { run, scenario } = await openLink(address, bench);
  if (run.recorded.length === 0) {
    throw new InputError('--link: hashes', undefined, 'checkpoints, as the page’s own links have them');
  }
  const { report } = await ofLink(async () => {
    const { inputs } = resolveInputs(scenario, run.variant, run.overrides, bench.app);
    return await runAndJudge(bench, inputs, null, run);
  });
  const { id, variant, seed, hash, recorded } = report;
  const equal = recorded?.kind === 'same';
  if (line.switches.includes('json')) {
    io.out(JSON.stringify({ id, variant, seed, equal, recorded, repeatedHash: hash }, null, 2));
  } else {
    const told = recorded === null ? '' : tellDeparture(recorded);
    io.out(`${equal ? 'Equal' : 'Differs'}: ${told}, trace ${hash}`);
  }
  return equal ? EXIT.ok : EXIT.differs;
}

/** `recorded` is what the file has at `path`, `repeated` what the new run has; null where one has nothing. */
function asJson({ path, eventId, expected, found }: TraceDifference) {
  return { path, eventId, recorded: expected ?? null, repeated: found ?? null };
}

function asLines(difference: TraceDifference | undefined, recorded: Trace, repeated: Trace): readonly string[] {
  if (difference === undefined) return ['Yet no part of them differs: that is a bug of the bench.'];
  const { eventId } = difference;
  const sentence = describeTraceDifference(difference);
  if (eventId === null) return [`First difference at ${sentence}`];
  return [
    `First difference at event ${eventId}, ${sentence}`,
    `  recorded: ${lineOf(recorded.events[eventId])}`,
    `  repeated: ${lineOf(repeated.events[eventId])}`,
  ];
}

function lineOf(event: TraceEvent | undefined): string {
  return event === undefined
    ? 'nothing, the run was over'
    : `${moment(event.atMs)} on ${event.node}, ${event.kind}: ${JSON.stringify(event)}`;
}
