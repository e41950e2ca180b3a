/**
 * Clocks of the host's classes that are no functions of the global object: they tell the current node's time as well.
 * Most are getters and constructors, and to put them for each run would cost more than they are worth: they are
 * replaced once and for all, and pass through where no event of a run is under way.
 */
import { type AnyFunction, held, member, refuse, wrap, wrapGetter } from './builtins.ts';
import { followMarks } from './marks.ts';
import { REFUSED_MEMBERS, refusal } from './refused.ts';
import { onStage } from './stage.ts';
import { nodeElapsedMs, nodeTimeMs } from './time.ts';
import { computeAtOnce } from './web-assembly.ts';

/** To be called once, before any run. */
export function followHost(): void {
  followTimeOrigin();
  followEvents();
  followFiles();
  followDates();
  followTemporal();
  followMarks();
  computeAtOnce();
  for (const refused of REFUSED_MEMBERS) {
    const [name = '', ...path] = refused.name.split('.').toReversed();
    const holder = held(globalThis, path.toReversed());
    if (holder !== undefined) refuse(holder, name, refusal(refused));
  }
}

/** What `performance.now()` counts from: whoever adds the two (OpenTelemetry does) means the node's clock. */
function followTimeOrigin(): void {
  const holder: unknown = Object.getPrototypeOf(performance);
  if (typeof holder !== 'object' || holder === null) return;
  wrapGetter(holder, 'timeOrigin', () => onStage()?.kernel.current?.clock.exact(0));
}

/** When an event came is not known here: the moment at which it is first asked, which is when it is handled. */
function followEvents(): void {
  const askedAtMs = new WeakMap<object, number>();
  wrapGetter(Event.prototype, 'timeStamp', (event) => {
    const atMs = askedAtMs.get(event) ?? nodeElapsedMs();
    if (atMs !== undefined) askedAtMs.set(event, atMs);
    return atMs;
  });
}

let FollowedFile: object | undefined;

/** A file that is made without a date is of this moment. */
function followFiles(): void {
  const HostFile = held(globalThis, ['File']);
  if (typeof HostFile !== 'function') return;
  FollowedFile = new Proxy(HostFile, {
    construct: (target, args, newTarget) => Reflect.construct(target, dated(args), newTarget) as object,
  });
  Reflect.set(globalThis, 'File', FollowedFile);
  followFileOf(held(HostFile, ['prototype']), 'constructor');
}

function dated(args: unknown[]): unknown[] {
  const [parts, name, options] = args;
  const lastModified = nodeTimeMs();
  if (lastModified === undefined || args.length < 2 || member(options, 'lastModified') !== undefined) return args;
  return [parts, name, { ...Object(options), lastModified } as object];
}

/** The same class, under whatever name an object has it. */
export function followFileOf(holder: object | undefined, name = 'File'): void {
  if (holder === undefined || FollowedFile === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  if (descriptor?.configurable !== true) return;
  const enumerable = descriptor.enumerable === true;
  Object.defineProperty(holder, name, { value: FollowedFile, writable: true, configurable: true, enumerable });
}

/** `Intl.DateTimeFormat` without a date means the present. */
function followDates(): void {
  const holder = Intl.DateTimeFormat.prototype;
  const orNow = (date: unknown): unknown => (date === undefined ? nodeTimeMs() : date);
  wrap(holder, 'formatToParts', (host, [date]) => host(orNow(date)));
  const bound = new WeakMap<object, AnyFunction>();
  wrapGetter(holder, 'format', (formatter, original) => {
    const host = original() as AnyFunction;
    const format = bound.get(formatter) ?? ((date) => host(orNow(date)));
    bound.set(formatter, format);
    return format;
  });
}

/** The young sister of `Date`, where the host has it. */
function followTemporal(): void {
  const [now, Instant] = [held(globalThis, ['Temporal', 'Now']), held(globalThis, ['Temporal', 'Instant'])];
  if (now === undefined || Instant === undefined) return;
  const ask = (subject: object, name: string, ...args: unknown[]): object => {
    const method = held(subject, [name]);
    return Reflect.apply(method as AnyFunction, subject, args) as object;
  };
  const instant = (): object => ask(Instant, 'fromEpochMilliseconds', nodeTimeMs());
  const zoned = (zone: unknown): object => ask(instant(), 'toZonedDateTimeISO', zone ?? ask(now, 'timeZoneId'));
  wrap(now, 'instant', instant);
  wrap(now, 'zonedDateTimeISO', (_, [zone]) => zoned(zone));
  wrap(now, 'plainDateTimeISO', (_, [zone]) => ask(zoned(zone), 'toPlainDateTime'));
  wrap(now, 'plainDateISO', (_, [zone]) => ask(zoned(zone), 'toPlainDate'));
  wrap(now, 'plainTimeISO', (_, [zone]) => ask(zoned(zone), 'toPlainTime'));
}
