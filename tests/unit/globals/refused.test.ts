/** What code under test may not use, since a run with it could not be repeated: it is told so, and what to use. */
import { execFile } from 'node:child_process';
import {
  createECDH,
  generateKey,
  generateKeyPair,
  generateKeyPairSync,
  generateKeySync,
  generatePrimeSync,
  getDiffieHellman,
} from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, Socket } from 'node:net';
import { connect, TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { stage } from '../../support/stage.ts';

/** Why, in the sentence that code under test gets. */
const DRAWS = "it draws from the host's randomness, and a run could not be repeated";
const POOL = 'it finishes outside the microtask queue, in real time; use its form that ends in Sync';
const NETWORK = 'it would leave the simulated network; use fetch';
const PROCESS = 'another thread or process runs in real time';

/** One of zlib's classes: there, and in no type of Node's. */
function zlibClass(name: string): new () => object {
  const found: unknown = Reflect.get(zlib, name);
  if (typeof found !== 'function') throw new Error(`zlib has no ${name}`);
  return found as new () => object;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens at no port');
  return address.port;
}

describe('a run', () => {
  it('refuses what could not be repeated, with a sentence that says why', async () => {
    const { at, play } = stage();
    at(0, () => void new WeakRef({}));
    await expect(play()).rejects.toThrow(
      'WeakRef cannot be used in a simulated run: when an object is collected is up to the host',
    );
    const other = stage();
    other.at(0, () => void crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign']));
    await expect(other.play()).rejects.toThrow('crypto.subtle.generateKey draws from the host');
  });

  it('refuses Node’s files, sockets and threads, which come back in real time, and leaves them to the host', async () => {
    const uses: readonly (readonly [string, () => unknown])[] = [
      ['fs/promises.readFile', () => readFile('/nowhere')],
      ['tls.connect', () => connect({ port: 1 })],
      ['dgram.createSocket', () => createSocket('udp4')],
      ['worker_threads.Worker', () => new Worker('', { eval: true })],
    ];
    for (const [name, use] of uses) {
      const { at, play } = stage();
      at(0, () => void use());
      await expect(play()).rejects.toThrow(`${name} cannot be used in a simulated run`);
    }
    await expect(readFile('/nowhere')).rejects.toThrow('ENOENT');
    await new Worker('', { eval: true }).terminate();
  });

  it.each<readonly [string, string, () => unknown]>([
    ['crypto.generateKeyPairSync', DRAWS, () => generateKeyPairSync('ed25519')],
    ['crypto.generateKeySync', DRAWS, () => generateKeySync('hmac', { length: 64 })],
    ['crypto.generatePrimeSync', DRAWS, () => generatePrimeSync(32)],
    ['crypto.generateKeyPair', DRAWS, () => promisify(generateKeyPair)('ed25519')],
    ['crypto.generateKey', DRAWS, () => promisify(generateKey)('hmac', { length: 64 })],
    ['crypto.ECDH.prototype.generateKeys', DRAWS, () => createECDH('prime256v1').generateKeys()],
    ['crypto.DiffieHellmanGroup.prototype.generateKeys', DRAWS, () => getDiffieHellman('modp5').generateKeys()],
    ['zlib.gzip', POOL, () => promisify(zlib.gzip)('x')],
    ['zlib.brotliCompress', POOL, () => promisify(zlib.brotliCompress)('x')],
    ['zlib.createGunzip', POOL, () => zlib.createGunzip()],
    ['zlib.createBrotliCompress', POOL, () => zlib.createBrotliCompress()],
    ['zlib.Inflate', POOL, () => Reflect.construct(zlibClass('Inflate'), [])],
    ['net.Socket.prototype.connect', NETWORK, () => new Socket().connect(1)],
    ['net.Socket.prototype.connect', NETWORK, () => new TLSSocket(new Socket()).connect(1)],
    ['net.Server.prototype.listen', NETWORK, () => createServer().listen(0)],
    ['child_process.ChildProcess.prototype.spawn', PROCESS, () => promisify(execFile)('true')],
  ])('refuses %s, and says why: %s', async (name, why, use) => {
    const { at, play } = stage();
    at(0, () => void use());
    await expect(play()).rejects.toThrow(`${name} cannot be used in a simulated run: ${why}`);
  });

  it('leaves keys, compression and sockets to the host, and to everybody what compresses at once', async () => {
    const { at, play } = stage();
    const seen: string[] = [];
    at(0, () => void seen.push(zlib.gunzipSync(zlib.gzipSync('გამარჯობა')).toString()));
    await play();
    expect(seen).toEqual(['გამარჯობა']);
    expect(generateKeyPairSync('ed25519').publicKey.asymmetricKeyType).toBe('ed25519');
    expect(zlib.gunzipSync(await promisify(zlib.gzip)('x')).toString()).toBe('x');
    expect(zlib.createInflate().destroy()).toBeInstanceOf(zlibClass('Inflate'));
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = new Socket().connect(portOf(server), '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    await promisify(server.close.bind(server))();
  });
});
