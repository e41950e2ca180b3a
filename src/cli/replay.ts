/** `replay`: runs the inputs of a saved trace again and says whether the same thing happened. */
import { describeTraceDifference, diffTraces, type TraceDifference } from '../sim/model/diff.ts';
import { InputError } from '../sim/model/errors.ts';
import { hashTrace } from '../sim/model/hash.ts';
import { parseTrace } from '../sim/model/trace-schema.ts';
import type { Trace, TraceEvent } from '../sim/model/trace.ts';
import { moment } from '../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from './bench.ts';
import type { CommandLine } from './options.ts';

export async function replay({ argument, switches }: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  if (argument === undefined) throw new InputError('file', argument, 'the name of a file that run --trace wrote');
  const recorded = parseTrace(io.readFile(argument));
  const repeated = await bench.simulate(recorded.inputs);
  const recordedHash = hashTrace(recorded);
  const repeatedHash = hashTrace(repeated);
  const equal = recordedHash === repeatedHash;
  const difference = equal ? undefined : diffTraces(recorded, repeated);
  if (switches.includes('json')) {
    const { scenario, variant, seed } = recorded.inputs;
    const firstDifference = difference === undefined ? null : asJson(difference);
    io.out(
      JSON.stringify({ id: scenario, variant, seed, equal, recordedHash, repeatedHash, firstDifference }, null, 2),
    );
  } else if (equal) io.out(`Equal: the same ${recorded.events.length} events, trace ${recordedHash}`);
  else
    io.out(
      [`Differs: recorded ${recordedHash}, repeated ${repeatedHash}`, ...asLines(difference, recorded, repeated)].join(
        '\n',
      ),
    );
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
