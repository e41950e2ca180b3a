/** What goes over the simulated wire. */

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** One header more. */
  readonly late?: LateHeader;
}

/**
 * A header whose value is worked out when somebody looks at it: a signature costs more than all else about a delivery,
 * and not every handler asks for it.
 */
export class LateHeader {
  readonly name: string;
  readonly #make: () => string;
  #made: string | undefined;

  constructor(name: string, make: () => string) {
    this.name = name;
    this.#make = make;
  }

  get value(): string {
    this.#made ??= this.#make();
    return this.#made;
  }
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a call ended for the node that made it. A call may also never end. */
export type CallOutcome =
  | {
      readonly kind: 'answer';
      readonly answer: WireAnswer;
      /** The head came, the body never does. */ readonly stalled?: boolean;
    }
  | { readonly kind: 'failure'; readonly error: string };

/** Stops listening to a call: the other side goes on all the same. */
export type HangUp = () => void;

/** `https://host` of an address; addresses on the wire are absolute. */
export function originOf(url: string): string {
  const end = url.indexOf('/', url.indexOf('://') + 3);
  return end === -1 ? url : url.slice(0, end);
}

/** The host of an address. */
export function hostOf(url: string): string {
  const origin = originOf(url);
  return origin.slice(origin.indexOf('://') + 3);
}

/** The path of an address, without its query. Cheaper than a `URL`: every call asks for it several times. */
export function pathOf(url: string): string {
  const from = originOf(url).length;
  const query = url.slice(from).search(/[?#]/);
  return (query === -1 ? url.slice(from) : url.slice(from, from + query)) || '/';
}

/** All headers of a request, the late one worked out. */
export function allHeaders({ headers, late }: WireRequest): Record<string, string> {
  return late === undefined ? { ...headers } : { ...headers, [late.name]: late.value };
}
