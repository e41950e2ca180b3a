/** A light `Request` for the time of a run: what handlers get, and what `fetch` accepts. */
import { type BodySource, type BodyText, LightBody, readSource } from './body.ts';
import type { WireRequest } from '../network/wire.ts';
import { LightHeaders } from './headers.ts';

export interface LightRequestInit extends Omit<RequestInit, 'headers'> {
  readonly headers?: HeadersInit | LightHeaders;
}

const OWN = Symbol('made by the simulator');

interface OwnInit {
  readonly kind: typeof OWN;
  readonly method: string;
  readonly url: string;
  readonly headers: LightHeaders;
  readonly text: BodyText | null;
}

const NORMALISED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);

/** Methods as the Fetch standard normalises them: only the six common ones are put in upper case. */
function methodOf(method: string): string {
  if (NORMALISED.has(method)) return method;
  const upper = method.toUpperCase();
  return NORMALISED.has(upper) ? upper : method;
}

const NORMAL_URL = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]*[a-z][a-z0-9-]*)+\/[\w\-./:?=&%()@,~+]*$/;

/** Addresses that were asked for, in full. Clients use few, and parsing them is what a request costs most. Bounded. */
const known = new Map<string, string>();
const MOST_KNOWN = 1_000;

/** The address in full; a path without a host is refused, in a page as in Node. */
function absoluteUrl(input: string): string {
  const found = known.get(input);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const url = NORMAL_URL.test(input) && !input.includes('/.') ? input : parsed(input);
  known.set(input, url);
  return url;
}

function parsed(input: string): string {
  try {
    return new URL(input).href;
  } catch (error) {
    throw new TypeError(`Failed to parse URL from ${input}`, { cause: error });
  }
}

export class LightRequest extends LightBody {
  readonly url: string;
  readonly method: string;
  readonly headers: LightHeaders;
  /** Also tells our requests from others: a set of them would cost every collection of garbage. */
  #signal: AbortSignal | undefined;

  constructor(input: string | URL | LightRequest, init: LightRequestInit = {}, own?: OwnInit) {
    const from = isLightRequest(input) ? input : undefined;
    const source = own === undefined ? readSource(init.body as BodySource) : null;
    super(own === undefined ? (source?.text ?? from?.tee() ?? null) : own.text);
    this.url = own?.url ?? from?.url ?? absoluteUrl(String(input));
    this.method = own?.method ?? methodOf(init.method ?? from?.method ?? 'GET');
    if (source !== null && (this.method === 'GET' || this.method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    }
    this.headers = own?.headers ?? new LightHeaders(init.headers ?? from?.headers);
    const implied = source?.contentType;
    if (implied !== undefined && implied !== null && !this.headers.has('content-type'))
      this.headers.set('content-type', implied);
    this.#signal = init.signal ?? from?.ownSignal;
  }

  /** What a handler is called with: a request as it came off the wire, where everything about it was looked at. */
  static received({ method, url, headers, body, late }: WireRequest): LightRequest {
    const text = method === 'GET' || method === 'HEAD' ? null : body;
    return new LightRequest(url, {}, { kind: OWN, method, url, headers: LightHeaders.received(headers, late), text });
  }

  get cache(): RequestCache {
    return 'default';
  }

  get credentials(): RequestCredentials {
    return 'same-origin';
  }

  get redirect(): RequestRedirect {
    return 'follow';
  }

  get keepalive(): boolean {
    return false;
  }

  /** The signal that somebody gave it. */
  get ownSignal(): AbortSignal | undefined {
    return this.#signal;
  }

  get signal(): AbortSignal {
    this.#signal ??= new AbortController().signal;
    return this.#signal;
  }

  static is(value: object): value is LightRequest {
    return #signal in value;
  }

  clone(): LightRequest {
    return new LightRequest(this);
  }

  /** For `fetch`: the body as it goes on the wire. */
  takeBody(): BodyText {
    return this.consume();
  }

  protected contentType(): string | null {
    return this.headers.get('content-type');
  }

  get [Symbol.toStringTag](): string {
    return 'Request';
  }
}

export function isLightRequest(value: unknown): value is LightRequest {
  return typeof value === 'object' && value !== null && LightRequest.is(value);
}
