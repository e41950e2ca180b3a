/**
 * An address that is long is packed: what comes after `#` keeps the scenario and its variant, so that a person sees
 * what it is of, and has the rest as `z`: names and texts as JSON, deflated, in base64url. A short one stays readable,
 * and can be written by hand; what stands beside `z` counts before what is in it. Links of before this are plain ones.
 */
import { InputError } from '../errors.ts';
import { isRecord } from '../json.ts';

const PACKED = 'z';
/** What a chat shows on a line or two; beyond that nobody reads it anyway. */
const LONGEST_PLAIN = 600;
/** Characters of an address, and bytes of what it unpacks to: a few kilobytes must not become a gigabyte. */
const LONGEST_ADDRESS = 1_000_000;
const LONGEST_UNPACKED = 4_000_000;
const READABLE: readonly string[] = ['scenario', 'variant'];

/** What is after `#` in the page's address, with it. */
export async function packAddress(params: URLSearchParams): Promise<string> {
  const plain = `#${params.toString()}`;
  if (plain.length <= LONGEST_PLAIN) return plain;
  const rest = [...params].filter(([name]) => !READABLE.includes(name));
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(rest)));
  const bytes = await through(json, new CompressionStream('deflate-raw'), Number.MAX_SAFE_INTEGER);
  const short = new URLSearchParams([...params].filter(([name]) => READABLE.includes(name)));
  short.set(PACKED, base64url(bytes));
  const packed = `#${short.toString()}`;
  return packed.length < plain.length ? packed : plain;
}

export interface Unpacked {
  readonly params: URLSearchParams;
  /** Why the packed part could not be read: then only what stands beside it is there. */
  readonly problem: InputError | null;
}

/** The parts of an address, or of what is after its `#`, whether it is packed or plain. */
export async function unpackAddress(address: string): Promise<Unpacked> {
  const params = new URLSearchParams(address.slice(address.indexOf('#') + 1));
  const packed = params.get(PACKED);
  if (packed === null) return { params, problem: null };
  params.delete(PACKED);
  try {
    for (const [name, text] of Object.entries(await unpack(packed))) if (!params.has(name)) params.set(name, text);
    return { params, problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { params, problem: error };
  }
}

async function unpack(packed: string): Promise<Readonly<Record<string, string>>> {
  if (packed.length > LONGEST_ADDRESS) {
    throw new InputError('link.z', `${packed.length} characters`, `at most ${LONGEST_ADDRESS}`);
  }
  const bytes = bytesOf(packed);
  const value = bytes === undefined ? undefined : parsed(await inflated(bytes));
  if (!isTexts(value)) throw new InputError('link.z', packed, 'a link as it was copied, whole');
  return value;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Undefined for what is not deflated text, as a link of which a program has cut the end. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  try {
    const text = await through(bytes, new DecompressionStream('deflate-raw'), LONGEST_UNPACKED);
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return undefined;
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // Whatever goes wrong here is told to whoever reads.
  writer.write(bytes).then(
    () => writer.close().catch(() => undefined),
    () => undefined,
  );
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
    if (length <= most) continue;
    await reader.cancel();
    throw new InputError('link.z', `more than ${most} bytes`, `what unpacks to at most ${most} bytes`);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
