/**
 * What is deployed: each deployment has an environment of its own, fixed when it is made. A change of the
 * environment reaches new deployments only. A host serves one deployment, or several during a rolling release.
 */
import { InputError } from '../../model/errors.ts';
import type { Random } from '../../kernel/random.ts';

export interface Deployment {
  readonly id: string;
  readonly env: Readonly<Record<string, string>>;
}

export const PRODUCTION = 'production';

/** Where production is reached: the reference's address is hard-coded in the logic; here with an invented host. */
export const PRODUCTION_ORIGIN = 'https://chatbot.example';

export class Deployments {
  readonly #byId = new Map<string, Deployment>();
  readonly #shares: { readonly host: string; readonly id: string; readonly share: number }[] = [];

  add(deployment: Deployment): void {
    this.#byId.set(deployment.id, deployment);
  }

  /** Sets or removes (undefined) a variable of a deployment before it serves. */
  setVariable(id: string, name: string, value: string | undefined): void {
    const { env } = this.get(id);
    const rest = Object.fromEntries(Object.entries(env).filter(([held]) => held !== name));
    this.#byId.set(id, { id, env: value === undefined ? rest : { ...rest, [name]: value } });
  }

  get(id: string): Deployment {
    const deployment = this.#byId.get(id);
    if (deployment === undefined) {
      throw new InputError('faults.deployment', id, `one of ${[...this.#byId.keys()].join(', ')}`);
    }
    return deployment;
  }

  /** From now on this share of the host's requests goes to that deployment; later words go before earlier ones. */
  route(host: string, id: string, share: number): void {
    this.#shares.unshift({ host, id: this.get(id).id, share });
  }

  /** Which deployment serves a request to the host. */
  choose(host: string, random: Random): Deployment {
    const routed = this.#shares.find(
      (entry) => entry.host === host && (entry.share >= 1 || random.chance(entry.share)),
    );
    return this.get(routed?.id ?? PRODUCTION);
  }
}
