/**
 * Older formats of the trace, made into today's: a table by format number, one step a format, so that each step is
 * written once and never again. A newer format is refused: to guess what it means would be a quiet lie.
 */
import { InputError } from '../errors.ts';
import { isRecord } from '../json.ts';
import { TRACE_FORMAT } from '../trace.ts';

type Step = (trace: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** From the format of that number to the next. There is none yet: 1 is the first format. */
const STEPS: ReadonlyMap<number, Step> = new Map();

/** The value in today's format, not yet checked. Throws InputError for a format that is newer, or none at all. */
export function upgradeTrace(
  value: unknown,
  steps: ReadonlyMap<number, Step> = STEPS,
  latest: number = TRACE_FORMAT,
): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw new InputError('trace', value, 'an object with a format, inputs, nodes and events');
  let trace = value;
  for (;;) {
    const format = trace['format'];
    if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
      throw new InputError('format', format, latest === 1 ? '1' : `a whole number from 1 to ${latest}`);
    }
    if (format > latest) {
      throw new InputError(
        'format',
        format,
        `at most ${latest}: a newer version wrote this trace, and is needed to read it`,
      );
    }
    if (format === latest) return trace;
    const step = steps.get(format);
    if (step === undefined) throw new InputError('format', format, `one of ${[...steps.keys(), latest].join(', ')}`);
    trace = { ...step(trace), format: format + 1 };
  }
}
