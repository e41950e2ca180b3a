/**
 * Node's module `crypto`: what it draws comes from the stream of the current event. What draws inside the host, where
 * nobody can give it a stream, is refused: signatures that hold a number of their own, encryption with padding that is
 * drawn. What gives the same for the same arguments stays the host's.
 */
import type { Random } from '../kernel/random.ts';
import { type AnyFunction, held, member, refuse, wrap } from './builtins.ts';
import { fillBytes, uuid, uuidOfTime } from './random.ts';
import { DRAWS, IN_REAL_TIME, refusal } from './refused.ts';
import { currentRandom } from './stage.ts';
import { nodeTimeMs } from './time.ts';

/** Values of `crypto.constants`. */
const RSA_NO_PADDING = 3;
const RSA_PKCS1_PSS_PADDING = 6;

/** Kinds of key whose signature of a text is always the same. */
const SIGN_ALIKE: ReadonlySet<unknown> = new Set(['rsa', 'ed25519', 'ed448']);

export function followCrypto(crypto: object): void {
  followDraws(crypto);
  followSignatures(crypto);
  for (const name of ['sign', 'verify', 'decapsulate', 'randomInt', 'randomBytes']) {
    wrap(crypto, name, (host, args) => {
      if (typeof args.at(-1) === 'function')
        throw refused(`crypto.${name} with a callback`, `${IN_REAL_TIME}; leave it out`);
      return host(...args);
    });
  }
  followAliases(crypto);
}

function refused(name: string, why: string): Error {
  return new Error(refusal({ name, why }));
}

function followDraws(crypto: object): void {
  const draw = (name: string, act: (random: Random, args: readonly unknown[], host: AnyFunction) => unknown): void => {
    wrap(crypto, name, (host, args) => {
      const random = currentRandom();
      return random === undefined ? host(...args) : act(random, args, host);
    });
  };
  const viewOf = (value: unknown): ArrayBufferView | null => (ArrayBuffer.isView(value) ? value : null);
  // `getRandomValues` of the module is a getter that looks at the global object, which is replaced already.
  draw('randomUUID', (random) => uuid(random));
  draw('randomUUIDv7', (random) => uuidOfTime(random, nodeTimeMs() ?? 0));
  draw('randomFillSync', (random, [view, offset, size]) => {
    const bytes = viewOf(view);
    if (bytes === null || offset === undefined) return fillBytes(random, bytes);
    const from = bytes.byteOffset + Number(offset);
    fillBytes(
      random,
      new Uint8Array(bytes.buffer, from, size === undefined ? bytes.byteLength - Number(offset) : Number(size)),
    );
    return view;
  });
  draw('randomInt', (random, [a, b]) =>
    typeof b === 'number' ? Number(a) + random.below(b - Number(a)) : random.below(Number(a)),
  );
  draw('randomBytes', (random, [size], host) => fillBytes(random, viewOf(host(size))));
}

function followSignatures(crypto: object): void {
  const check = (what: string, key: unknown): void => {
    const kind = kindOf(crypto, key);
    const pss = paddingOf(key) === RSA_PKCS1_PSS_PADDING;
    if (SIGN_ALIKE.has(kind) && !pss) return;
    const name = `${what} with a key of kind ${pss ? 'rsa-pss' : String(kind)}`;
    throw refused(name, `${DRAWS}; sign with RSA (PKCS #1 v1.5), Ed25519 or an HMAC`);
  };
  wrap(crypto, 'sign', (host, args) => {
    check('crypto.sign', args[2]);
    return host(...args);
  });
  const signer = held(crypto, ['Sign', 'prototype']);
  if (signer !== undefined) {
    wrap(signer, 'sign', (host, args) => {
      check('crypto.createSign().sign', args[0]);
      return host(...args);
    });
  }
  wrap(crypto, 'publicEncrypt', (host, args) => {
    if (paddingOf(args[0]) !== RSA_NO_PADDING)
      throw refused('crypto.publicEncrypt', `${DRAWS}; encrypt before the run`);
    return host(...args);
  });
  // With a length they look for a prime of it.
  for (const name of ['createDiffieHellman', 'DiffieHellman']) {
    const sentence = refusal({ name: `crypto.${name} of a new prime`, why: `${DRAWS}; give a prime` });
    refuse(crypto, name, sentence, ([sizeOrPrime]) => typeof sizeOrPrime === 'number');
  }
}

function paddingOf(key: unknown): unknown {
  return member(key, 'padding');
}

/** As `KeyObject.asymmetricKeyType` names it. Where it is no key, this throws what the host throws. */
function kindOf(crypto: object, given: unknown): unknown {
  for (const key of [given, member(given, 'key')]) {
    const kind = member(key, 'asymmetricKeyType');
    if (kind !== undefined) return kind;
    const algorithm = member(member(key, 'algorithm'), 'name');
    if (typeof algorithm === 'string') return algorithm === 'RSASSA-PKCS1-v1_5' ? 'rsa' : algorithm.toLowerCase();
  }
  const read: unknown = Reflect.get(crypto, 'createPrivateKey');
  return typeof read === 'function' ? member(Reflect.apply(read, crypto, [given]), 'asymmetricKeyType') : undefined;
}

/** Old names of `randomBytes`: getters that give the host's own. */
function followAliases(crypto: object): void {
  const value: unknown = Reflect.get(crypto, 'randomBytes');
  for (const name of ['pseudoRandomBytes', 'rng', 'prng']) {
    if (Object.getOwnPropertyDescriptor(crypto, name)?.configurable !== true) continue;
    Object.defineProperty(crypto, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
