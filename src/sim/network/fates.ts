/**
 * Asks the faults of a run what happens to a call, and writes down what took effect. Where no rule is armed nothing is
 * asked and nothing is made: a run without faults does not pay for them.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import { type ArmedRule, type Call, type Fate, fateOf, UNTOUCHED } from './effects.ts';
import type { WireRequest } from './wire.ts';

export class Fates {
  readonly #kernel: Kernel;
  readonly #rules: ArmedRule[] = [];
  #endCaller: (caller: SimNode, why: string) => void = () => undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  arm(rule: ArmedRule): void {
    this.#rules.push(rule);
  }

  /** Who ends a node that a fault lets die at one of its calls. */
  endCallersBy(end: (caller: SimNode, why: string) => void): void {
    this.#endCaller = end;
  }

  of(
    from: SimNode,
    { id, role }: Call['to'],
    route: string | undefined,
    operation: string,
    request: WireRequest,
  ): Fate {
    if (this.#rules.length === 0) return UNTOUCHED;
    const to = { id, role, ...(route === undefined ? {} : { route }) };
    const call = { from: from.info, fromRole: this.#roleOf(from), to, operation, request, atMs: this.#kernel.nowMs };
    return fateOf(call, this.#rules);
  }

  /** Where one function serves every route, the request that is being handled says which role the caller has. */
  #roleOf({ info }: SimNode): string {
    if (info.role !== 'instance') return info.role;
    const { invocation } = this.#kernel;
    const arrival = invocation === undefined ? undefined : this.#kernel.recorder.event(invocation);
    return arrival?.kind === 'arrival' ? arrival.operation : (info.route ?? info.role);
  }

  /** What the faults do to the call as it is made. */
  record({ taken }: Fate, from: SimNode, request: number): void {
    for (const { fault, effect } of taken) {
      this.#kernel.record(from, { kind: 'fault', fault, effect, request, causes: [request] });
    }
  }

  /** Ends the caller, if that is its fate and the moment has come; says whether it did. */
  crash({ crash }: Fate, when: 'before' | 'during' | 'after', from: SimNode, request?: number): boolean {
    if (crash?.when !== when) return false;
    const { fault, effect } = crash;
    this.#kernel.follow(this.#kernel.record(from, { kind: 'fault', fault, effect, request }));
    this.#endCaller(from, effect);
    return true;
  }
}
