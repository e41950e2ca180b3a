/**
 * A saved trace as a run of the page: read, judged as it is, and its inputs run again. Whatever becomes of that second
 * run, the saved one can be shown.
 */
import { create, createBaseline } from '../../batching/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { checkAgainst, type Resolved, run, type Watch } from '../../sim/index.ts';
import { markTrace } from '../../sim/model/trace-file/checkpoints.ts';
import { diffTraces } from '../../sim/model/trace-file/diff.ts';
import { canonicalJson, hashTrace } from '../../sim/model/trace-file/hash.ts';
import { parseTrace } from '../../sim/model/trace-file/schema.ts';
import type { RunInputs, Trace } from '../../sim/model/trace.ts';
import { app, judged, resolve, wrongIn } from './adapter.ts';
import { problemOf } from './problem.ts';
import type { Again, JudgedFile, RunRequest } from './protocol.ts';

const LONGEST_SHOWN = 120;

/** Throws InputError that names the field of the file. */
export async function judgeFile(text: string, watch?: Watch): Promise<JudgedFile> {
  const startedMs = performance.now();
  const trace = parseTrace(text);
  const marked = markTrace(trace);
  const { request, resolved } = requestFor(trace.inputs);
  const ran = judged(trace, resolved);
  const result = { request, ...ran.told, wrong: wrongIn(ran), ...marked, past: null, asRecorded: true } as const;
  const again = await runAgain(trace, marked.hash, watch);
  return { result: { ...result, tookMs: performance.now() - startedMs }, again };
}

/** What gives this run on the page: the scenario's own where these are its inputs, else all that they say. */
function requestFor(inputs: RunInputs): { readonly request: RunRequest; readonly resolved: Resolved | null } {
  const { scenario, variant, seed, policy, settings, profile, constants, messages, faults } = inputs;
  const known = scenarios.find(({ id }) => id === scenario)?.variants.some(({ id }) => id === variant) ?? false;
  if (known) {
    const plain = { scenario, variant, overrides: {} };
    const request = resolve(plain).inputs.seed === seed ? plain : { ...plain, overrides: { seed } };
    const resolved = resolve(request);
    if (canonicalJson(resolved.inputs) === canonicalJson(inputs)) return { request, resolved };
  }
  const overrides = { seed, policy, settings, profile, constants, messages, faults };
  return { request: { scenario, variant, overrides }, resolved: null };
}

async function runAgain(trace: Trace, hash: string, watch?: Watch): Promise<Again> {
  const { inputs } = trace;
  let now: Trace;
  try {
    // A file may hold settings that are not there any more; its bounds are the run's own to judge.
    checkAgainst(inputs, app);
    const { settings } = inputs;
    now = await run({ app: create(settings), baseline: createBaseline(settings), inputs }, watch);
  } catch (error) {
    return { kind: 'refused', problem: problemOf(error) };
  }
  if (now.end.reason === 'stopped') return { kind: 'stopped' };
  if (hashTrace(now) === hash) return { kind: 'same' };
  const difference = diffTraces(trace, now);
  if (difference === undefined) throw new Error('Assertion failed: traces of different hashes differ somewhere');
  const { eventId, path, expected, found } = difference;
  const event = eventId === null ? undefined : (trace.events[eventId] ?? now.events[eventId]);
  return { kind: 'departs', eventId, atMs: event?.atMs ?? 0, path, recorded: shown(expected), now: shown(found) };
}

function shown(value: unknown): string {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
