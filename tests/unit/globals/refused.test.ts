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
import * as fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, Socket } from 'node:net';
import { CompressionStream as WebCompression } from 'node:stream/web';
import { connect, TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { MessageChannel as ThreadChannel, Worker } from 'node:worker_threads';
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

/** As Node writes its `process.exit`: test runners have one of their own in its place. */
function hostExit(): void {
  Reflect.set(process, '_exiting', true);
  process.emit('exit', 0);
  const end: unknown = Reflect.get(process, 'reallyExit');
  if (typeof end === 'function') Reflect.apply(end, process, [0]);
}

/** A module of nothing: its magic number and version. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

function holderAt(path: string): object {
  const [name = '', ...inside] = path.split('.');
  return inside.reduce<object>(
    (held, key) => Reflect.get(held, key) as object,
    process.getBuiltinModule(name) as object,
  );
}

/** By what holds them: whatever this version of Node has that comes back in its own time, or reaches out. */
function outOfTime(): readonly (readonly [string, readonly string[]])[] {
  const named = (
    path: string,
    keep: (name: string, holder: object) => boolean,
  ): readonly [string, readonly string[]] => {
    const holder = holderAt(path);
    const names = Object.getOwnPropertyNames(holder).filter((name) => keep(name, holder));
    return [path, names.filter((name) => typeof Reflect.get(holder, name) === 'function')];
  };
  const hasSyncTwin = (name: string, holder: object): boolean => `${name}Sync` in holder;
  const asks = (name: string): boolean => /^(?:lookup|resolve|reverse)/.test(name);
  const found = [
    named('fs', hasSyncTwin),
    named('fs/promises', () => true),
    named('zlib', hasSyncTwin),
    named('crypto', hasSyncTwin),
    named('child_process', (name) => name.endsWith('Sync')),
    named('dns', asks),
    named('dns/promises', asks),
    named('dns.Resolver.prototype', asks),
    named('dns/promises.Resolver.prototype', asks),
  ];
  expect(found.map(([, names]) => names.length).every((count) => count >= 3)).toBe(true);
  return found;
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
    await expect(other.play()).rejects.toThrow(
      'crypto.subtle.generateKey cannot be used in a simulated run: it draws from the host',
    );
  });

  it('refuses Node’s files, sockets and threads, which come back in real time, and leaves them to the host', async () => {
    const uses: readonly (readonly [string, () => unknown])[] = [
      ['fs/promises.readFile', () => readFile('/nowhere/at/all')],
      ['tls.connect', () => connect({ port: 1 })],
      ['dgram.createSocket', () => createSocket('udp4')],
      ['worker_threads.Worker', () => new Worker('', { eval: true })],
    ];
    for (const [name, use] of uses) {
      const { at, play } = stage();
      at(0, () => void use());
      await expect(play()).rejects.toThrow(`${name} cannot be used in a simulated run`);
    }
    await expect(readFile('/nowhere/at/all')).rejects.toThrow('ENOENT');
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

  it('refuses by rule what Node’s files, names and processes do in their own time', async () => {
    const { at, play } = stage();
    const left: string[] = [];
    at(0, () => {
      for (const [path, names] of outOfTime()) {
        const holder = holderAt(path);
        for (const name of names) {
          const use: unknown = Reflect.get(holder, name);
          try {
            if (typeof use === 'function') Reflect.apply(use, holder, []);
            left.push(`${path}.${name} returned`);
          } catch (error) {
            if (!String(error).includes('cannot be used in a simulated run'))
              left.push(`${path}.${name}: ${String(error)}`);
          }
        }
      }
    });
    await play();
    expect(left).toEqual([]);
  });

  it.each<readonly [string, () => unknown]>([
    ['fs.ReadStream', () => Reflect.construct(fs.ReadStream, ['/nowhere/at/all'])],
    ['fs.WriteStream', () => Reflect.construct(fs.WriteStream, ['/nowhere/at/all'])],
    ['fs.createReadStream', () => fs.createReadStream('/nowhere/at/all')],
    ['fs.watchFile', () => fs.watchFile('/nowhere/at/all', () => undefined)],
    [
      'fs.Dir.prototype.Symbol(Symbol.asyncIterator)',
      () => Reflect.get(fs.Dir.prototype, Symbol.asyncIterator).call(0),
    ],
    ['Atomics.wait', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)],
    ['Atomics.waitAsync', () => Reflect.get(Atomics, 'waitAsync')(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)],
    ['WebAssembly.compileStreaming', () => WebAssembly.compileStreaming(fetch('https://a.example/'))],
    ['worker_threads.MessageChannel', () => new ThreadChannel()],
    ['stream/web.CompressionStream', () => new WebCompression('gzip')],
    ['process.exit', () => process.exit(0)],
    ['performance.getEntries', () => performance.getEntries()],
    ['PerformanceObserver', () => new PerformanceObserver(() => undefined)],
  ])('refuses %s, where it is called or made', async (name, use) => {
    const { at, play } = stage();
    let returned = false;
    at(0, () => {
      use();
      returned = true;
    });
    await expect(play()).rejects.toThrow(`${name} cannot be used in a simulated run`);
    expect(returned).toBe(false);
  });

  it('ends no process by the host’s own exit either, which begins with it before it asks for what is refused', async () => {
    const { at, play } = stage();
    let told = false;
    const tell = (): void => void (told = true);
    process.once('exit', tell);
    at(0, () => hostExit());
    try {
      await expect(play()).rejects.toThrow('process.exit cannot be used in a simulated run');
      // What is about to end runs nothing of `process.nextTick` any more.
      expect([told, Reflect.get(process, '_exiting')]).toEqual([false, false]);
    } finally {
      Reflect.set(process, '_exiting', false);
      process.off('exit', tell);
    }
  });

  it('compiles WebAssembly within the event that does', async () => {
    const { at, play } = stage();
    const seen: unknown[] = [];
    at(0, async () => {
      const module = await WebAssembly.compile(EMPTY_MODULE);
      const both = await WebAssembly.instantiate(EMPTY_MODULE);
      const instance = await WebAssembly.instantiate(module);
      seen.push(module instanceof WebAssembly.Module, both.module instanceof WebAssembly.Module);
      seen.push(both.instance instanceof WebAssembly.Instance, instance instanceof WebAssembly.Instance);
      await WebAssembly.compile(new Uint8Array(1)).catch((error: unknown) =>
        seen.push(error instanceof WebAssembly.CompileError),
      );
    });
    at(1, () => void seen.push('the next event'));
    await play();
    expect(seen).toEqual([true, true, true, true, true, 'the next event']);
    expect(await WebAssembly.compile(EMPTY_MODULE)).toBeInstanceOf(WebAssembly.Module);
  });

  it('reads and writes at once whoever asks for that', async () => {
    const { at, play } = stage();
    const seen: unknown[] = [];
    at(0, () => {
      seen.push(fs.readFileSync(import.meta.filename, 'utf8').length > 0, fs.existsSync('/nowhere/at/all'));
      const dir = fs.opendirSync(import.meta.dirname);
      seen.push(dir.readSync() !== null);
      dir.closeSync();
    });
    await play();
    expect(seen).toEqual([true, false, true]);
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
