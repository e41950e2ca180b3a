/**
 * Where the time goes: a profile of V8 over runs, their checks, and the generation of cases as an exploration makes
 * them, each sample counted for the file whose code was running. What the engine does by itself (collecting garbage,
 * parsing JSON) counts for whoever called it; where nobody did, it is its own part.
 */
import { readFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector/promises';
import { type SourceMap as Map_, SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rounded } from './measure.ts';

/** The first that fits a source decides. */
const PARTS: readonly (readonly [part: string, fits: RegExp])[] = [
  ['ioredis-mock', /node_modules\/(?:@?ioredis|ioredis-mock|fengari)/],
  ['clients', /node_modules\/(?:@upstash|openai|firebase|@firebase)/],
  ['generation of cases', /src\/sim\/explore\/|node_modules\/(?:fast-check|pure-rand)/],
  ['checks', /src\/sim\/(?:checks|model\/(?:view|cause))\//],
  ['simulated Redis', /src\/sim\/services\/redis\//],
  ['other services', /src\/sim\/services\//],
  ['network', /src\/sim\/network\//],
  ['globals', /src\/sim\/globals\//],
  ['kernel and world', /src\/sim\//],
  ['handlers', /src\/batching\//],
  ['host', /^node:/],
];
const INTERVAL_US = 200;
const IDLE = new Set(['(idle)', '(program)', '(root)']);

type ProfileNode = Profiler.ProfileNode;

function partOf(source: string): string | undefined {
  return PARTS.find(([, fits]) => fits.test(source))?.[0];
}

/** The file that a frame was written in, through the bundle's own map. */
function sourceOf({ url, lineNumber, columnNumber }: ProfileNode['callFrame'], bundle: string, map: Map_): string {
  if (url !== bundle) return url;
  const entry = map.findEntry(lineNumber, columnNumber);
  return 'originalSource' in entry ? entry.originalSource : url;
}

/** Shares of the time, in percent, of what `act` does so many times. `bundle` is the file that is running. */
export async function sharesOf(act: () => Promise<unknown>, times: number, bundle: string): Promise<object> {
  const map = new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(bundle)}.map`, 'utf8')) as never);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await session.post('Profiler.start');
  for (let i = 0; i < times; i += 1) await act();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return summed(profile, (frame) => sourceOf(frame, bundle, map));
}

function summed(profile: Profiler.Profile, sourceOfFrame: (frame: ProfileNode['callFrame']) => string): object {
  const parts = new Map<number, string>();
  const walk = (node: ProfileNode, above: string, byId: ReadonlyMap<number, ProfileNode>): void => {
    const { functionName } = node.callFrame;
    const part =
      functionName === '(garbage collector)' ? 'garbage collection' : (partOf(sourceOfFrame(node.callFrame)) ?? above);
    parts.set(node.id, IDLE.has(functionName) && above === '' ? '' : part);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) walk(child, part, byId);
    }
  };
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const [root] = profile.nodes;
  if (root !== undefined) walk(root, '', byId);
  const times = new Map<string, number>();
  (profile.samples ?? []).forEach((id, i) => {
    const part = parts.get(id) ?? '';
    if (part !== '') times.set(part, (times.get(part) ?? 0) + (profile.timeDeltas?.[i] ?? 0));
  });
  const whole = [...times.values()].reduce((sum, time) => sum + time, 0);
  const largestFirst = [...times].toSorted(([, a], [, b]) => b - a);
  return Object.fromEntries(largestFirst.map(([part, time]) => [part, rounded((100 * time) / whole, 1)]));
}
