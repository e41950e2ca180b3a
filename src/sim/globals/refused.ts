/**
 * What cannot be made deterministic, or reaches out of the simulation. Code under test that uses one of these
 * gets an error that says why and what to use instead, rather than a run that cannot be repeated.
 */
export interface Refused {
  readonly name: string;
  readonly why: string;
}

export const REFUSED: readonly Refused[] = [
  { name: 'WeakRef', why: 'when an object is collected is up to the host; hold the object itself' },
  { name: 'FinalizationRegistry', why: 'when an object is collected is up to the host; release it explicitly' },
  { name: 'CompressionStream', why: 'it finishes outside the microtask queue; compress before the run' },
  { name: 'DecompressionStream', why: 'it finishes outside the microtask queue; decompress before the run' },
  { name: 'XMLHttpRequest', why: 'it would leave the simulated network; use fetch' },
  { name: 'WebSocket', why: 'sockets are not simulated; use fetch' },
  { name: 'EventSource', why: 'event streams are not simulated; use fetch' },
  { name: 'Worker', why: 'a second thread runs in real time; do the work in the handler' },
  { name: 'MessageChannel', why: 'it finishes outside the microtask queue; await a promise instead' },
  {
    name: 'BroadcastChannel',
    why: 'it finishes outside the microtask queue; instances share nothing but their services',
  },
];

export const IN_REAL_TIME = 'it finishes outside the microtask queue, in real time';
const IN_A_POOL = `${IN_REAL_TIME}; use its form that ends in Sync`;
const LEAVES = 'it would leave the simulated network; use fetch';

const FILES = ['readFile', 'writeFile', 'appendFile', 'open', 'stat', 'access', 'readdir', 'mkdir', 'unlink', 'rename'];
const COMPRESSIONS = [
  'Deflate',
  'Inflate',
  'DeflateRaw',
  'InflateRaw',
  'Gzip',
  'Gunzip',
  'Unzip',
  'BrotliCompress',
  'BrotliDecompress',
  'ZstdCompress',
  'ZstdDecompress',
];

/** Of Node's builtin modules, where there are any: by module, each by its path in it. */
export interface RefusedBuiltins {
  readonly why: string;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

export const REFUSED_BUILTINS: readonly RefusedBuiltins[] = [
  {
    why: "it draws from the host's randomness, and a run could not be repeated; make the key before the run",
    names: {
      crypto: [
        'generateKey',
        'generateKeySync',
        'generateKeyPair',
        'generateKeyPairSync',
        'generatePrime',
        'generatePrimeSync',
        ...['ECDH', 'DiffieHellman', 'DiffieHellmanGroup'].map((name) => `${name}.prototype.generateKeys`),
      ],
    },
  },
  {
    why: IN_A_POOL,
    names: {
      crypto: ['scrypt', 'pbkdf2', 'hkdf', 'randomFill', 'checkPrime'],
      // A function that takes a callback, a class of streams, and what makes one of these.
      zlib: COMPRESSIONS.flatMap((name) => [name.charAt(0).toLowerCase() + name.slice(1), name, `create${name}`]),
    },
  },
  {
    why: IN_REAL_TIME,
    names: {
      fs: [...FILES, 'watch', 'createReadStream', 'createWriteStream'],
      'fs/promises': FILES,
      'timers/promises': ['setInterval'],
    },
  },
  {
    why: LEAVES,
    names: {
      http: ['request', 'get'],
      https: ['request', 'get'],
      http2: ['connect'],
      net: ['connect', 'createConnection', 'Socket.prototype.connect', 'Server.prototype.listen'],
      tls: ['connect'],
      dgram: ['createSocket', 'Socket'],
      dns: ['lookup', 'resolve', 'resolve4', 'resolve6'],
      'dns/promises': ['lookup', 'resolve', 'resolve4', 'resolve6'],
    },
  },
  {
    why: 'another thread or process runs in real time; do the work in the handler',
    names: {
      worker_threads: ['Worker'],
      child_process: ['exec', 'execFile', 'spawn', 'fork', 'ChildProcess.prototype.spawn'],
    },
  },
];

/** The sentence that the code under test gets. */
export function refusal({ name, why }: Refused): string {
  return `${name} cannot be used in a simulated run: ${why}.`;
}
