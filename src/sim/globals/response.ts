/** A light `Response` for the time of a run: what handlers give and what `fetch` resolves with. */
import { type BodySource, type BodyText, LightBody, readSource } from './body.ts';
import { LightHeaders } from './headers.ts';

export interface LightResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeadersInit | LightHeaders | undefined;
}

const NULL_BODY = new Set([101, 103, 204, 205, 304]);
const OWN = Symbol('made by the simulator');

interface OwnInit {
  readonly kind: typeof OWN;
  readonly url: string;
  readonly text: BodyText;
  readonly type: ResponseType;
  readonly headers: LightHeaders;
}

export class LightResponse extends LightBody {
  readonly status: number;
  readonly statusText: string;
  readonly headers: LightHeaders;
  readonly url: string;
  readonly type: ResponseType;
  readonly redirected = false;

  constructor(source?: BodySource, init: LightResponseInit = {}, own?: OwnInit) {
    const status = init.status ?? 200;
    if (own === undefined && (!Number.isInteger(status) || status < 200 || status > 599)) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    }
    const body = readSource(source);
    if (body !== null && NULL_BODY.has(status))
      throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    super(own?.text ?? body?.text ?? null);
    this.status = status;
    this.statusText = init.statusText ?? '';
    this.headers = own?.headers ?? new LightHeaders(init.headers);
    const implied = body?.contentType ?? null;
    if (implied !== null && !this.headers.has('content-type')) this.headers.set('content-type', implied);
    this.url = own?.url ?? '';
    this.type = own?.type ?? 'default';
  }

  static json(value: unknown, init: LightResponseInit = {}): LightResponse {
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const headers = new LightHeaders(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new LightResponse(text, { ...init, headers });
  }

  static error(): LightResponse {
    return new LightResponse(
      null,
      { status: 0 },
      { kind: OWN, url: '', text: '', type: 'error', headers: new LightHeaders() },
    );
  }

  static redirect(url: string | URL, status = 302): LightResponse {
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return new LightResponse(null, { status, headers: { location: new URL(url).href } });
  }

  /** What `fetch` resolves with. The body may come later than the head, or never. */
  static received(
    url: string,
    status: number,
    headers: Readonly<Record<string, string>>,
    text: BodyText,
  ): LightResponse {
    const own: OwnInit = { kind: OWN, url, text, type: 'basic', headers: LightHeaders.received(headers) };
    return new LightResponse(null, { status }, own);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  clone(): LightResponse {
    const text = this.tee();
    const init = { status: this.status, statusText: this.statusText, headers: this.headers };
    if (text === null) return new LightResponse(null, init);
    const headers = new LightHeaders(this.headers);
    return new LightResponse(null, init, { kind: OWN, url: this.url, text, type: this.type, headers });
  }

  /** For the platform: the body as it goes on the wire. */
  takeBody(): BodyText {
    return this.consume();
  }

  protected contentType(): string | null {
    return this.headers.get('content-type');
  }

  get [Symbol.toStringTag](): string {
    return 'Response';
  }
}
