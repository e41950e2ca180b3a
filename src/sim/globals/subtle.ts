/**
 * `crypto.subtle` for code under test. The host's answers come after a varying number of turns of its loop: left
 * alone, 138 of 300 pairs of runs with one seed differed, and no error was raised. So hashing and HMAC are computed
 * at once behind a resolved promise; the rest goes to the host, and the run counts it and waits. What draws is refused.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { counted } from './counted.ts';
import { holderOf, Patch } from './patches.ts';
import { DRAWS, refusal } from './refused.ts';
import { currentNode } from './stage.ts';

const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;
type HashName = keyof typeof HASHES;

function isHashName(name: string): name is HashName {
  return name in HASHES;
}

/** In capitals: names are compared without regard to them. */
function nameOf(algorithm: unknown): string {
  const given: unknown =
    typeof algorithm === 'object' && algorithm !== null ? Reflect.get(algorithm, 'name') : algorithm;
  return String(given).toUpperCase();
}

function hashNameOf(algorithm: unknown): HashName {
  const name = nameOf(algorithm);
  if (!isHashName(name)) throw new DOMException(`Unrecognized algorithm name: ${name}`, 'NotSupportedError');
  return name;
}

function bytesOf(source: BufferSource): Uint8Array {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy.buffer;
}

/** An HMAC key of ours; looks like the host's `CryptoKey` to libraries that check. */
class HmacKey {
  readonly type = 'secret';
  readonly extractable: boolean;
  readonly algorithm: { readonly name: 'HMAC'; readonly hash: { readonly name: HashName }; readonly length: number };
  readonly usages: readonly string[];
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, hash: HashName, extractable: boolean, usages: readonly string[]) {
    this.#bytes = bytes;
    this.extractable = extractable;
    this.usages = usages;
    this.algorithm = { name: 'HMAC', hash: { name: hash }, length: bytes.length * 8 };
  }

  tag(data: BufferSource): Uint8Array {
    return hmac(HASHES[this.algorithm.hash.name], this.#bytes, bytesOf(data));
  }

  get [Symbol.toStringTag](): string {
    return 'CryptoKey';
  }
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (const [i, byte] of a.entries()) difference |= byte ^ (b[i] ?? 0);
  return difference === 0;
}

/** Signatures of which one and the same text has but one. */
const SIGN_ALIKE = new Set(['HMAC', 'RSASSA-PKCS1-V1_5', 'ED25519', 'ED448', 'KMAC128', 'KMAC256']);

const MAY_DRAW = /^(?:generateKey|encapsulate\w+|sign|encrypt|wrapKey)$/;

/** What draws inside the host, in words; undefined where the same arguments give the same. */
function drawing(method: string, args: readonly unknown[]): string | undefined {
  if (method === 'generateKey' || method.startsWith('encapsulate')) return method;
  const algorithm = nameOf(args[method === 'wrapKey' ? 3 : 0]);
  const draws =
    method === 'sign'
      ? !SIGN_ALIKE.has(algorithm)
      : (method === 'encrypt' || method === 'wrapKey') && algorithm === 'RSA-OAEP';
  return draws ? `${method} with ${algorithm}` : undefined;
}

/**
 * Puts the methods of the host's own `SubtleCrypto` in their places: a library may have kept that object when it was
 * loaded (`uncrypto` does, which Upstash's clients hash with), and would never look at `crypto.subtle` again.
 */
export function subtleReplacements(host: SubtleCrypto): readonly Patch[] {
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(host)).flatMap((name) => {
    const method: unknown = name === 'constructor' ? undefined : Reflect.get(host, name);
    return typeof method === 'function' ? [{ name, method }] : [];
  });
  const calls = new Map(
    methods.map(({ name, method }) => [name, (...args: unknown[]): unknown => Reflect.apply(method, host, args)]),
  );
  const own = ownMethods(calls);
  return methods.map(({ name }) => {
    const original = calls.get(name);
    const simulated = own.get(name) ?? byHost(original);
    const mayDraw = MAY_DRAW.test(name);
    const chosen = (...args: unknown[]): unknown => {
      if (currentNode() === undefined) return original?.(...args);
      const draws = mayDraw ? drawing(name, args) : undefined;
      if (draws !== undefined) throw new Error(refusal({ name: `crypto.subtle.${draws}`, why: DRAWS }));
      return simulated?.(...args);
    };
    return new Patch(holderOf(host, name), name, chosen);
  });
}

type Method = (...args: unknown[]) => unknown;

let last: Promise<unknown> = Promise.resolve();

/** What we do not compute ourselves goes to the host: the run waits for it, and gets answers in the order of asking. */
function byHost(original: Method | undefined): Method {
  return (...args) => {
    const result = original?.(...args);
    if (!(result instanceof Promise)) return result;
    const inOrder = Promise.allSettled([last, result]).then(() => result as Promise<unknown>);
    last = inOrder.catch(() => undefined);
    return counted(inOrder);
  };
}

function ownMethods(host: ReadonlyMap<string, Method>): ReadonlyMap<string, Method> {
  const fromHost = (name: string, args: readonly unknown[]): unknown => byHost(host.get(name))(...args);
  const own: Record<string, (...args: never[]) => Promise<unknown>> = {
    digest: async (algorithm: unknown, data: BufferSource) => bufferOf(HASHES[hashNameOf(algorithm)](bytesOf(data))),
    importKey: async (
      format: string,
      data: BufferSource,
      algorithm: string | object,
      extractable: boolean,
      usages: readonly string[],
    ) => {
      if (format === 'raw' && typeof algorithm === 'object' && nameOf(algorithm) === 'HMAC') {
        return new HmacKey(bytesOf(data).slice(), hashNameOf(Reflect.get(algorithm, 'hash')), extractable, usages);
      }
      return fromHost('importKey', [format, data, algorithm, extractable, usages]);
    },
    sign: async (algorithm: unknown, key: unknown, data: BufferSource) =>
      key instanceof HmacKey ? bufferOf(key.tag(data)) : fromHost('sign', [algorithm, key, data]),
    verify: async (algorithm: unknown, key: unknown, signature: BufferSource, data: BufferSource) =>
      key instanceof HmacKey
        ? equalBytes(key.tag(data), bytesOf(signature))
        : fromHost('verify', [algorithm, key, signature, data]),
  };
  return new Map(Object.entries(own).map(([name, method]) => [name, method as unknown as Method]));
}
