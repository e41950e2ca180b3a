/** A burst under policy `hardened`, and what breaks in it, by the causes that exploration goes by. */
import { judge } from '../../src/sim/checks/index.ts';
import type { Overrides } from '../../src/sim/index.ts';
import { type Failure, failuresOf } from '../../src/sim/model/cause/index.ts';
import type { FaultInput } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import type { CheckId } from '../../src/sim/model/verdict.ts';
import { viewRun } from '../../src/sim/model/view/index.ts';
import { play } from './app.ts';

export function typedAt(...times: readonly number[]): Overrides {
  return { messages: times.map((atMs, i) => ({ atMs, text: `და კიდევ ${i}` })) };
}

export function typedEvery(gapMs: number, count: number): Overrides {
  return typedAt(...Array.from({ length: count }, (_, i) => i * gapMs));
}

export function hardened(given: Overrides, ...faults: readonly FaultInput[]): Promise<Trace> {
  return play('rapid-burst', undefined, { ...given, policy: 'hardened', faults });
}

export function failuresIn(trace: Trace): readonly Failure[] {
  return failuresOf(viewRun(trace), judge(trace));
}

/** By which causes the check is broken; none where it holds. */
export function causesOf(trace: Trace, check: CheckId): readonly string[] {
  return failuresIn(trace).flatMap((failure) => (failure.check === check ? [failure.pattern] : []));
}
