/**
 * `performance.mark` and `measure` by the node's clock. The host keeps the marks of the whole process, and a run would
 * find those of the one before: so each node keeps its own, and the host's list stays as it was.
 */
import type { SimNode } from '../kernel/node.ts';
import { type AnyFunction, builtin, held, member, readOnNode, refuse, wrap } from './builtins.ts';
import { MEASURES, refusal } from './refused.ts';
import { currentNode } from './stage.ts';
import { nodeElapsedMs } from './time.ts';

export function followMarks(): void {
  const holder: unknown = Object.getPrototypeOf(performance);
  const HostMark = held(globalThis, ['PerformanceMark']);
  if (typeof holder !== 'object' || holder === null || typeof HostMark !== 'function') return;
  refuseMeasures(holder);
  const made = (name: unknown, options: unknown): object => {
    const startTime = member(options, 'startTime') ?? nodeElapsedMs();
    return Reflect.construct(HostMark, [name, { detail: member(options, 'detail'), startTime }]) as object;
  };
  const marks = new WeakMap<SimNode, Map<string, unknown>>();
  const own = (): Map<string, unknown> => {
    const node = currentNode();
    const kept = (node && marks.get(node)) ?? new Map<string, unknown>();
    if (node !== undefined) marks.set(node, kept);
    return kept;
  };
  wrap(holder, 'mark', (_, [name, options]) => {
    const mark = made(name, options);
    own().set(String(name), member(mark, 'startTime'));
    return mark;
  });
  wrap(holder, 'measure', (host, [name, first, second]) => measured(host, name, first, second, own()));
  wrap(holder, 'clearMarks', (_, [name]) => {
    if (name === undefined) own().clear();
    else own().delete(String(name));
  });
  const construct = (_target: object, [name, options]: unknown[], newTarget: object): object =>
    currentNode() === undefined || newTarget !== Followed
      ? (Reflect.construct(HostMark, [name, options], newTarget as AnyFunction) as object)
      : made(name, options);
  const Followed: object = new Proxy(HostMark, { construct });
  Reflect.set(globalThis, 'PerformanceMark', Followed);
}

function measured(
  host: AnyFunction,
  name: unknown,
  first: unknown,
  second: unknown,
  marks: ReadonlyMap<string, unknown>,
): unknown {
  const moment = (given: unknown): number | undefined => {
    if (given === undefined || typeof given === 'number') return given;
    const atMs = marks.get(String(given));
    if (typeof atMs === 'number') return atMs;
    throw new DOMException(`The mark '${String(given)}' does not exist.`, 'SyntaxError');
  };
  const options = typeof first === 'object' && first !== null ? first : { start: first, end: second };
  const [start, end] = [moment(member(options, 'start')), moment(member(options, 'end'))];
  const duration = moment(member(options, 'duration'));
  const begun = start ?? (duration !== undefined && end !== undefined ? end - duration : 0);
  const ended = end ?? (duration !== undefined && start !== undefined ? start + duration : nodeElapsedMs());
  const measure = host(name, { start: begun, end: ended, detail: member(options, 'detail') });
  // Kept by who asked for it, and by nobody else.
  performance.clearMeasures(String(name));
  return measure;
}

/** What Node measures by its own clock: how long the process runs, and since when a histogram was told. */
function refuseMeasures(holder: object): void {
  readOnNode(holder, 'nodeTiming', () => {
    throw new Error(refusal({ name: 'performance.nodeTiming', why: MEASURES }));
  });
  const create = held(builtin('perf_hooks'), ['createHistogram']);
  if (typeof create !== 'function') return;
  const histogram: unknown = Object.getPrototypeOf(Reflect.apply(create, undefined, []));
  if (typeof histogram === 'object' && histogram !== null)
    refuse(histogram, 'recordDelta', refusal({ name: 'Histogram.recordDelta', why: MEASURES }));
}
