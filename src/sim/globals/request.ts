/** A light `Request` for the time of a run: what handlers get, and what `fetch` accepts. */
import { type BodySource, type BodyText, LightBody, readSource } from './body.ts';
import { LightHeaders } from './headers.ts';

export interface LightRequestInit extends Omit<RequestInit, 'headers'> {
  readonly headers?: HeadersInit | LightHeaders;
}

const NORMALISED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);

/** Methods as the Fetch standard normalises them: only the six common ones are put in upper case. */
function methodOf(method: string): string {
  const upper = method.toUpperCase();
  return NORMALISED.has(upper) ? upper : method;
}

const NORMAL_URL = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]*[a-z][a-z0-9-]*)+\/[\w\-./:?=&%()@,~+]*$/;

/** The address in full; a path without a host is refused, in a page as in Node. */
function absoluteUrl(input: string): string {
  // Most addresses are in their normal form already; parsing them is what a request costs most.
  if (NORMAL_URL.test(input) && !input.includes('/.')) return input;
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
  readonly cache = 'default';
  readonly credentials = 'same-origin';
  readonly redirect = 'follow';
  readonly keepalive = false;

  constructor(input: string | URL | LightRequest, init: LightRequestInit = {}) {
    const from = isLightRequest(input) ? input : undefined;
    const source = readSource(init.body as BodySource);
    super(source?.text ?? from?.tee() ?? null);
    this.url = from?.url ?? absoluteUrl(String(input));
    this.method = methodOf(init.method ?? from?.method ?? 'GET');
    if (source !== null && (this.method === 'GET' || this.method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    }
    this.headers = new LightHeaders(init.headers ?? from?.headers);
    const implied = source?.contentType;
    if (implied !== undefined && implied !== null && !this.headers.has('content-type'))
      this.headers.set('content-type', implied);
    this.#signal = init.signal ?? from?.ownSignal;
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
