/**
 * What is deployed: each deployment has an environment of its own, fixed when it is made. A change of the
 * environment reaches new deployments only. One deployment serves production; faults send single requests to another,
 * as a rolling release does, or an address that leads to a preview.
 */
export type Environment = Readonly<Record<string, string>>;
/** Variables with their values; undefined where a variable is missing. */
type Changes = ReadonlyMap<string, string | undefined>;

const PRODUCTION = 'production';

/** Where production is reached: the reference's address is hard-coded in the logic; here with an invented host. */
export const PRODUCTION_ORIGIN = 'https://chatbot.example';

/** A request that another deployment gets. */
export interface Diversion {
  readonly deployment: string;
  /** Protected: whoever comes without leave is answered 401 before any function is asked. */
  readonly isProtected: boolean;
}

/** Asked about every request for a route of that role; the first that gives something decides. */
export type Diverter = (role: string, requestId: number) => Diversion | undefined;

export class Deployments {
  readonly #given: Environment;
  /** Of what was deployed to production. */
  readonly #environments: Map<string, Environment>;
  /** Of what is deployed beside it: how it differs from the first. */
  readonly #others = new Map<string, Changes>();
  /** What the next deployment will be made with. */
  #project: Environment;
  #serving = PRODUCTION;
  readonly #diverters: Diverter[] = [];

  constructor(environment: Environment) {
    this.#given = environment;
    this.#environments = new Map([[PRODUCTION, environment]]);
    this.#project = environment;
  }

  get ids(): readonly string[] {
    return [...this.#environments.keys(), ...this.#others.keys()];
  }

  environmentOf(id: string): Environment {
    const changes = this.#others.get(id);
    const environment = this.#environments.get(changes === undefined ? id : PRODUCTION);
    if (environment === undefined) throw new Error(`Assertion failed: deployment ${id} exists`);
    if (changes === undefined) return environment;
    return [...changes].reduce((made, [name, value]) => withVariable(made, name, value), environment);
  }

  /** How its environment differs from that of the first deployment as the run was given it; null where one is missing. */
  differencesOf(id: string): Readonly<Record<string, string | null>> {
    const environment = this.environmentOf(id);
    if (environment === this.#given) return {};
    const names = new Set([...Object.keys(this.#given), ...Object.keys(environment)]);
    return Object.fromEntries(
      [...names]
        .filter((name) => environment[name] !== this.#given[name])
        .map((name) => [name, environment[name] ?? null]),
    );
  }

  /** A deployment beside production that has production's environment; one that exists is left as it is. */
  add(id: string): void {
    if (!this.ids.includes(id)) this.#others.set(id, new Map());
  }

  /** Sets or removes (undefined) a variable of a deployment before it serves. */
  setVariable(id: string, name: string, value: string | undefined): void {
    const changes = this.#others.get(id);
    if (changes !== undefined) this.#others.set(id, new Map([...changes, [name, value]]));
    else this.#environments.set(id, withVariable(this.environmentOf(id), name, value));
    if (id === PRODUCTION) this.#project = withVariable(this.#project, name, value);
  }

  /** Somebody changes the project's settings: nothing that is deployed sees it. */
  change(name: string, value: string | undefined): void {
    this.#project = withVariable(this.#project, name, value);
  }

  /** A new deployment of the project as it is set now serves production from here on. Gives its id. */
  redeploy(): string {
    const id = `${PRODUCTION}-${this.#environments.size + 1}`;
    this.#environments.set(id, this.#project);
    this.#serving = id;
    return id;
  }

  divert(diverter: Diverter): void {
    this.#diverters.push(diverter);
  }

  /** Who serves a request for a route of that role. */
  choose(role: string, requestId: number): Diversion {
    for (const diverter of this.#diverters) {
      const diversion = diverter(role, requestId);
      if (diversion !== undefined) return diversion;
    }
    return { deployment: this.#serving, isProtected: false };
  }
}

function withVariable(environment: Environment, name: string, value: string | undefined): Environment {
  const rest = Object.fromEntries(Object.entries(environment).filter(([held]) => held !== name));
  return value === undefined ? rest : { ...rest, [name]: value };
}
