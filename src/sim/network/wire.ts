/** What goes over the simulated wire. */

/** Whose messages, and which, a piece of traffic is about. */
export interface Concerns {
  readonly messages: readonly string[];
  readonly users: readonly string[];
}

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
  /** Where the body has its texts encoded: as they were before. */
  readonly encoded?: readonly string[];
}

/** How a call ended for the node that made it. A call may also never end. */
export type CallOutcome =
  | {
      readonly kind: 'answer';
      readonly answer: WireAnswer;
      /** The head came, the body never does. */
      readonly stalled: boolean;
    }
  | { readonly kind: 'failure'; readonly error: string };

/** A call that has been made. */
export interface Call {
  /** Id of the `request` event. */
  readonly requestId: number;
  /** Stops listening: the other side goes on all the same. */
  hangUp(): void;
}

/** What is asked of an address again and again while a call goes its way. */
export interface Address {
  /** `https://host` of an address; addresses on the wire are absolute. */
  readonly origin: string;
  readonly host: string;
  /** Without its query. */
  readonly path: string;
  /** As a trace shows it: tokens in an address (the Send API takes one there) are no one's business. */
  readonly shown: string;
}

/** Addresses that were called. Clients use few, again and again. Bounded. */
const known = new Map<string, Address>();
const MOST_KNOWN = 1_000;

/** Cut by hand, and once: a `URL` costs more than all else about a call. */
export function addressOf(url: string): Address {
  const found = known.get(url);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const address = cut(url);
  known.set(url, address);
  return address;
}

function cut(url: string): Address {
  const start = url.indexOf('://') + 3;
  const slash = url.indexOf('/', start);
  const end = slash === -1 ? url.length : slash;
  const rest = url.slice(end);
  const query = rest.search(/[?#]/);
  const path = query === -1 ? rest : rest.slice(0, query);
  const shown = query === -1 ? url : url.replace(/(access_token|token|key)=[^&]*/g, '$1=…');
  return { origin: url.slice(0, end), host: url.slice(start, end), path: path || '/', shown };
}

/** The path of an address, without its query. */
export function pathOf(url: string): string {
  return addressOf(url).path;
}

/** All headers of a request, the late one worked out. */
export function allHeaders({ headers, late }: WireRequest): Record<string, string> {
  return late === undefined ? { ...headers } : { ...headers, [late.name]: late.value };
}
