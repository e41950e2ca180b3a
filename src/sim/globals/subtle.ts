/**
 * `crypto.subtle` for code under test. The host's answers come after a varying number of turns of its loop: left
 * alone, 138 of 300 pairs of runs with one seed differed, and no error was raised. So hashing and HMAC are computed
 * at once behind a resolved promise; the rest goes to the host, and the run counts it and waits.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { onStage } from './stage.ts';

const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;
type HashName = keyof typeof HASHES;

function isHashName(name: string): name is HashName {
  return name in HASHES;
}

function hashNameOf(algorithm: unknown): HashName {
  const given: unknown =
    typeof algorithm === 'object' && algorithm !== null ? Reflect.get(algorithm, 'name') : algorithm;
  const name = String(given).toUpperCase();
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

/** Counts work of the host, so that the run waits for it. */
async function tracked(work: unknown): Promise<unknown> {
  const promise = Promise.resolve(work);
  return onStage()?.kernel.track(promise) ?? promise;
}

const DRAWS_OF_ITS_OWN = new Set(['generateKey']);

/** Stands in for the host's `SubtleCrypto` during a run. */
export function makeSubtle(host: SubtleCrypto): SubtleCrypto {
  const own: Record<string, (...args: never[]) => Promise<unknown>> = {
    digest: async (algorithm: unknown, data: BufferSource) => bufferOf(HASHES[hashNameOf(algorithm)](bytesOf(data))),
    importKey: async (
      format: string,
      data: BufferSource,
      algorithm: string | object,
      extractable: boolean,
      usages: readonly string[],
    ) => {
      const name: unknown = typeof algorithm === 'string' ? algorithm : Reflect.get(algorithm, 'name');
      if (format === 'raw' && typeof algorithm === 'object' && String(name).toUpperCase() === 'HMAC') {
        return new HmacKey(bytesOf(data).slice(), hashNameOf(Reflect.get(algorithm, 'hash')), extractable, usages);
      }
      return tracked(Reflect.apply(host.importKey, host, [format, data, algorithm, extractable, usages]));
    },
    sign: async (algorithm: unknown, key: unknown, data: BufferSource) =>
      key instanceof HmacKey
        ? bufferOf(key.tag(data))
        : tracked(Reflect.apply(host.sign, host, [algorithm, key, data])),
    verify: async (algorithm: unknown, key: unknown, signature: BufferSource, data: BufferSource) =>
      key instanceof HmacKey
        ? equalBytes(key.tag(data), bytesOf(signature))
        : tracked(Reflect.apply(host.verify, host, [algorithm, key, signature, data])),
  };
  return new Proxy(host, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name];
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (typeof name === 'string' && DRAWS_OF_ITS_OWN.has(name)) {
        return () => {
          throw new Error(
            `crypto.subtle.${name} draws from the host's randomness; a run could not be repeated. Import a key instead.`,
          );
        };
      }
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, args);
        return result instanceof Promise ? tracked(result) : result;
      };
    },
  });
}
