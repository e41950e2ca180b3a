/**
 * Timers as promises, as `timers/promises` and `util.promisify` give them: in virtual time, referenced or not, and given
 * up when their signal says so.
 */
import { onStage } from './stage.ts';

interface PromisedTimer {
  readonly delay: unknown;
  readonly value?: unknown;
  readonly options?: unknown;
}

interface Choices {
  readonly signal: AbortSignal | undefined;
  readonly referenced: boolean;
}

/** Undefined where no event of a run is under way. */
export function promisedTimer({ delay, value, options }: PromisedTimer): Promise<unknown> | undefined {
  const stage = onStage();
  const node = stage?.kernel.current;
  if (stage === undefined || node === undefined) return undefined;
  return new Promise((resolve, reject) => {
    const { signal, referenced } = readChoices(options);
    if (signal?.aborted === true) throw aborted(signal);
    const fire = (given: unknown): void => {
      signal?.removeEventListener('abort', giveUp);
      resolve(given);
    };
    const timer = stage.timers.set(node, { callback: fire, args: [value], delay, repeats: false });
    function giveUp(): void {
      timer.close();
      if (signal !== undefined) reject(aborted(signal));
    }
    if (!referenced) timer.unref();
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

function readChoices(options: unknown): Choices {
  if (options === undefined) return { signal: undefined, referenced: true };
  if (typeof options !== 'object' || options === null) throw wrongType('"options" argument', 'of type object');
  const signal: unknown = Reflect.get(options, 'signal');
  const ref: unknown = Reflect.get(options, 'ref');
  if (signal !== undefined && !isSignal(signal))
    throw wrongType('"options.signal" property', 'an instance of AbortSignal');
  if (ref !== undefined && typeof ref !== 'boolean') throw wrongType('"options.ref" property', 'of type boolean');
  return { signal, referenced: ref !== false };
}

/** By its shape, as Node looks: there are other makes. */
function isSignal(value: unknown): value is AbortSignal {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}

function wrongType(what: string, wanted: string): TypeError {
  return Object.assign(new TypeError(`The ${what} must be ${wanted}.`), { code: 'ERR_INVALID_ARG_TYPE' });
}

/** Node's own, to the letter: code looks at its name or its code. */
function aborted(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}
