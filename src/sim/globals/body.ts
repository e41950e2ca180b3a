/**
 * What `Request` and `Response` have in common: a body that is read once. Texts stay in the microtask queue;
 * the rare kinds (blobs, forms, streams) go through the host's classes, captured when this file is loaded.
 */
import { counted } from './counted.ts';

export const HostResponse = globalThis.Response;

export type BodySource = BodyInit | null | undefined;

/** A text at once, or a text that comes later (or never: a stalled body). */
export type BodyText = string | Promise<string>;

export interface ReadSource {
  readonly text: BodyText;
  /** The content type that the kind of body implies. */
  readonly contentType: string | null;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * Reads what a caller gave as a body. Streams, blobs and forms are read by the host. A stream is not counted: what gives
 * its parts may wait for virtual time.
 */
export function readSource(source: BodySource): ReadSource | null {
  if (source === null || source === undefined) return null;
  if (typeof source === 'string') return { text: source, contentType: 'text/plain;charset=UTF-8' };
  if (source instanceof URLSearchParams) {
    return { text: source.toString(), contentType: 'application/x-www-form-urlencoded;charset=UTF-8' };
  }
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source))
    return { text: decoder.decode(source), contentType: null };
  if (source instanceof Blob) return { text: source.text(), contentType: source.type === '' ? null : source.type };
  if (source instanceof FormData) {
    const host = new HostResponse(source);
    return { text: counted(host.text()), contentType: host.headers.get('content-type') };
  }
  if (source instanceof ReadableStream) return { text: new HostResponse(source).text(), contentType: null };
  return { text: String(source), contentType: 'text/plain;charset=UTF-8' };
}

export abstract class LightBody {
  readonly #text: BodyText | null;
  #used = false;
  #stream: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined;

  constructor(text: BodyText | null) {
    this.#text = text;
  }

  protected abstract contentType(): string | null;

  get bodyUsed(): boolean {
    return this.#used;
  }

  /** As a stream of the host, made when somebody asks for it. */
  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    const text = this.#text;
    if (text === null) return null;
    this.#stream ??= new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: async (controller) => {
        this.#used = true;
        const bytes = encoder.encode(await text);
        if (bytes.length > 0) controller.enqueue(bytes);
        controller.close();
      },
    });
    return this.#stream;
  }

  async text(): Promise<string> {
    return this.consume();
  }

  async json(): Promise<unknown> {
    const value: unknown = JSON.parse(await this.consume());
    return value;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return encoder.encode(await this.consume()).buffer;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return encoder.encode(await this.consume());
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.consume()], { type: this.contentType() ?? '' });
  }

  async formData(): Promise<FormData> {
    const text = await this.consume();
    const type = this.contentType();
    return counted(new HostResponse(text, type === null ? {} : { headers: { 'content-type': type } }).formData());
  }

  /** The text for a second reader; only before the first has begun. */
  protected tee(): BodyText | null {
    if (this.#used) throw new TypeError('Body has already been consumed.');
    return this.#text;
  }

  protected consume(): BodyText {
    const text = this.#text;
    if (text === null) return '';
    if (this.#used || this.#stream?.locked === true)
      throw new TypeError('Body is unusable: Body has already been read');
    this.#used = true;
    return text;
  }
}
