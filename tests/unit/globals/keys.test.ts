/** What draws inside the host is refused; what comes out the same for the same arguments goes on working. */
import * as nodeCrypto from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { EPOCH_MS } from '../../../src/sim/kernel/clock.ts';
import { stage } from '../../support/stage.ts';

const TEXT = new TextEncoder().encode('გამარჯობა');
const DRAWS = 'cannot be used in a simulated run: it draws from the host';

async function onNode(body: () => unknown, seed = 1): Promise<unknown> {
  const { at, play } = stage(seed);
  const seen: unknown[] = [];
  at(0, async () => void seen.push(await body()));
  await play();
  return seen[0];
}

const rsa = nodeCrypto.generateKeyPairSync('rsa', { modulusLength: 1_024 });
const ed = nodeCrypto.generateKeyPairSync('ed25519').privateKey;
const ec = nodeCrypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pss = nodeCrypto.generateKeyPairSync('rsa-pss', { modulusLength: 1_024 }).privateKey;
const dsa = nodeCrypto.generateKeyPairSync('dsa', { modulusLength: 1_024, divisorLength: 160 }).privateKey;
const ecPem = ec.export({ type: 'pkcs8', format: 'pem' }).toString();
const rsaPem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const padding = nodeCrypto.constants.RSA_PKCS1_PSS_PADDING;
const der: nodeCrypto.SignPrivateKeyInput = { key: ecPem, dsaEncoding: 'der' };

function signed(key: nodeCrypto.SignPrivateKeyInput | nodeCrypto.KeyLike): Buffer {
  return nodeCrypto.createSign('sha256').update(TEXT).sign(key);
}

describe('the module crypto', () => {
  it.each<readonly [string, () => unknown]>([
    ['crypto.sign with a key of kind ec', () => nodeCrypto.sign('sha256', TEXT, ec)],
    ['crypto.sign with a key of kind ec', () => nodeCrypto.sign('sha256', TEXT, ecPem)],
    ['crypto.sign with a key of kind ec', () => nodeCrypto.sign('sha256', TEXT, der)],
    ['crypto.sign with a key of kind dsa', () => nodeCrypto.sign('sha256', TEXT, dsa)],
    ['crypto.sign with a key of kind rsa-pss', () => nodeCrypto.sign('sha256', TEXT, pss)],
    ['crypto.sign with a key of kind rsa-pss', () => nodeCrypto.sign('sha256', TEXT, { key: rsa.privateKey, padding })],
    ['crypto.createSign().sign with a key of kind ec', () => signed(ec)],
    ['crypto.createSign().sign with a key of kind ec', () => signed(Buffer.from(ecPem))],
    ['crypto.createSign().sign with a key of kind rsa-pss', () => signed({ key: rsaPem, padding })],
    ['crypto.publicEncrypt', () => nodeCrypto.publicEncrypt(rsa.publicKey, TEXT)],
    ['crypto.createDiffieHellman of a new prime', () => nodeCrypto.createDiffieHellman(512)],
    ['crypto.DiffieHellman of a new prime', () => Reflect.construct(nodeCrypto.DiffieHellman, [512])],
    ['crypto.DiffieHellman of a new prime', () => Reflect.apply(nodeCrypto.DiffieHellman, undefined, [512])],
  ])('refuses %s (case %#)', async (name, use) => {
    await expect(onNode(use)).rejects.toThrow(`${name} ${DRAWS}`);
    expect(use()).toBeDefined();
  });

  it.each<readonly [string, () => unknown]>([
    ['crypto.sign with a callback', () => nodeCrypto.sign('sha256', TEXT, rsa.privateKey, () => undefined)],
    ['crypto.verify with a callback', () => nodeCrypto.verify(null, TEXT, ed, Buffer.alloc(64), () => undefined)],
    ['crypto.randomBytes with a callback', () => nodeCrypto.randomBytes(4, () => undefined)],
    ['crypto.randomInt with a callback', () => nodeCrypto.randomInt(4, () => undefined)],
  ])('refuses %s', async (name, use) => {
    await expect(onNode(use)).rejects.toThrow(`${name} cannot be used in a simulated run: it finishes outside`);
  });

  it('signs with RSA, Ed25519 and HMAC as the host does', async () => {
    const signatures = (): string[] =>
      [
        nodeCrypto.sign('sha256', TEXT, rsa.privateKey),
        nodeCrypto.sign('sha256', TEXT, rsaPem),
        nodeCrypto.sign('sha256', TEXT, { key: rsaPem, padding: nodeCrypto.constants.RSA_PKCS1_PADDING }),
        nodeCrypto.sign(null, TEXT, ed),
        signed(rsa.privateKey),
        nodeCrypto.createHmac('sha256', 'k').update(TEXT).digest(),
        nodeCrypto.privateEncrypt(rsa.privateKey, TEXT),
      ].map((bytes) => bytes.toString('hex'));
    expect(await onNode(signatures)).toEqual(signatures());
    await expect(onNode(() => nodeCrypto.sign('sha256', TEXT, 'no key'))).rejects.toThrow(/PEM|DECODER|unsupported/);
  });

  it('agrees on a secret with keys that were made before, by a given prime or on a curve', async () => {
    const prime = nodeCrypto.getDiffieHellman('modp5').getPrime();
    const made = nodeCrypto.createDiffieHellman(prime);
    made.generateKeys();
    const curve = nodeCrypto.createECDH('prime256v1');
    const point = curve.generateKeys();
    const agree = (): string[] => {
      const again = nodeCrypto.createDiffieHellman(prime);
      again.setPrivateKey(made.getPrivateKey());
      const onCurve = nodeCrypto.createECDH('prime256v1');
      onCurve.setPrivateKey(curve.getPrivateKey());
      const secrets = [again.computeSecret(made.getPublicKey()), onCurve.computeSecret(point)];
      return secrets.map((bytes) => bytes.toString('hex'));
    };
    expect(await onNode(agree)).toEqual(agree());
    const refused = onNode(() => nodeCrypto.createDiffieHellman(prime).generateKeys());
    await expect(refused).rejects.toThrow(`crypto.DiffieHellman.prototype.generateKeys ${DRAWS}`);
  });

  it('draws from the seed by its old names as well', async () => {
    const aliases = ['pseudoRandomBytes', 'rng', 'prng'];
    const module: object = process.getBuiltinModule('crypto');
    const draw = (): string[] =>
      aliases.map((name) => {
        const random: unknown = Reflect.get(module, name);
        return String(Reflect.apply(random as () => unknown, undefined, [8]));
      });
    expect(await onNode(draw)).toEqual(await onNode(draw));
    expect(await onNode(draw)).not.toEqual(await onNode(draw, 2));
    expect(draw()).not.toEqual(draw());
  });

  it.skipIf(!('randomUUIDv7' in nodeCrypto))('gives ids that begin with the node’s time', async () => {
    const draw = (): unknown => Reflect.apply(Reflect.get(nodeCrypto, 'randomUUIDv7') as () => string, undefined, []);
    const id = await onNode(draw);
    const time = EPOCH_MS.toString(16).padStart(12, '0');
    expect(id).toMatch(
      new RegExp(`^${time.slice(0, 8)}-${time.slice(8)}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
    );
    expect(await onNode(draw)).toBe(id);
    expect(await onNode(draw, 2)).not.toBe(id);
  });
});

describe('crypto.subtle', () => {
  const keys = async (algorithm: RsaHashedKeyGenParams | EcKeyGenParams, uses: readonly KeyUsage[]) =>
    crypto.subtle.generateKey(algorithm, true, uses);
  const rsaOf = (name: string): RsaHashedKeyGenParams => ({
    name,
    modulusLength: 1_024,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  });

  it('refuses what draws: signatures on a curve or with PSS, encryption with OAEP', async () => {
    const curve = await keys({ name: 'ECDSA', namedCurve: 'P-256' }, ['sign']);
    const salted = await keys(rsaOf('RSA-PSS'), ['sign']);
    const padded = await keys(rsaOf('RSA-OAEP'), ['encrypt', 'decrypt', 'wrapKey']);
    const { subtle } = crypto;
    const uses: readonly (readonly [string, () => Promise<ArrayBuffer>])[] = [
      ['sign with ECDSA', () => subtle.sign({ name: 'ecdsa', hash: 'SHA-256' }, curve.privateKey, TEXT)],
      ['sign with RSA-PSS', () => subtle.sign({ name: 'RSA-PSS', saltLength: 8 }, salted.privateKey, TEXT)],
      ['encrypt with RSA-OAEP', () => subtle.encrypt({ name: 'RSA-OAEP' }, padded.publicKey, TEXT.subarray(0, 9))],
      ['wrapKey with RSA-OAEP', () => subtle.wrapKey('spki', curve.publicKey, padded.publicKey, 'RSA-OAEP')],
    ];
    for (const [name, use] of uses) {
      await expect(onNode(use), name).rejects.toThrow(`crypto.subtle.${name} ${DRAWS}`);
    }
  });

  it('signs with RSA (PKCS #1 v1.5) as the host does', async () => {
    const { privateKey } = await keys(rsaOf('RSASSA-PKCS1-v1_5'), ['sign']);
    const sign = async (): Promise<string> =>
      Buffer.from(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, TEXT)).toString('hex');
    expect(await onNode(sign)).toBe(await sign());
  });

  it('gives what the host computes in the order in which it was asked', async () => {
    const secret = await crypto.subtle.importKey('raw', TEXT, 'PBKDF2', false, ['deriveBits']);
    const derive = (iterations: number): Promise<ArrayBuffer> =>
      crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: TEXT, iterations }, secret, 128);
    const order = await onNode(async () => {
      const seen: string[] = [];
      const long = derive(60_000).then(() => seen.push('long'));
      const short = derive(1).then(() => seen.push('short'));
      const wrong = crypto.subtle.importKey('spki', TEXT, 'Ed25519', false, []).catch(() => seen.push('wrong'));
      await Promise.all([long, short, wrong]);
      return seen;
    });
    expect(order).toEqual(['long', 'short', 'wrong']);
  });
});
