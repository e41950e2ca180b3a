/**
 * Two runs beside each other, worked out where they run, so that the page goes on meanwhile. The last few runs stay: who
 * compares one with many, or swaps two, does not wait again.
 */
import type { Watch } from '../../sim/index.ts';
import { compareRuns, type ComparedRun as Side } from '../../sim/model/compare/index.ts';
import { runScenario } from './adapter.ts';
import type { ComparedRun, Comparison, RunRequest, RunResult } from './protocol.ts';

const KEPT = 4;
const kept = new Map<string, RunResult>();

/** Throws InputError for what a request names in vain, RunStopped where the watch has stopped a run. */
export async function compare(left: ComparedRun, right: ComparedRun, watch: Watch): Promise<Comparison> {
  const [one, other] = [await runOf(left, watch), await runOf(right, watch)];
  return {
    left: wanted(left, one),
    right: wanted(right, other),
    comparison: compareRuns(sideOf(left, one), sideOf(right, other)),
  };
}

async function runOf(compared: ComparedRun, watch: Watch): Promise<RunResult | null> {
  return compared.kind === 'trace' ? null : await keptRun(compared.request, watch);
}

async function keptRun(request: RunRequest, watch: Watch): Promise<RunResult> {
  const key = JSON.stringify(request);
  const result = kept.get(key) ?? (await runScenario(request, watch));
  // What was asked for last is let go last.
  kept.delete(key);
  kept.set(key, result);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return result;
}

function wanted(compared: ComparedRun, result: RunResult | null): RunResult | null {
  return compared.kind === 'request' && compared.wanted ? result : null;
}

function sideOf(compared: ComparedRun, result: RunResult | null): Side {
  if (compared.kind === 'trace') return { trace: compared.trace, side: compared.side };
  if (result === null) throw new Error('Assertion failed: a request has been run');
  return { trace: result.trace, side: compared.side };
}
