/**
 * What of Node's builtin modules is refused, and why. By rule wherever one can be told, since each version of Node adds
 * to them: what has a twin that ends in Sync comes back in its own time, and the twin at once.
 */
import { builtin, held, refuse, refuseSetting } from './builtins.ts';
import { DRAWS, IN_REAL_TIME, MEASURES, refusal, USAGE } from './refused.ts';

const IN_A_POOL = `${IN_REAL_TIME}; use its form that ends in Sync`;
const LEAVES = 'it would leave the simulated network; use fetch';
const ELSEWHERE = 'another thread or process runs in real time; do the work in the handler';
const OUT = 'it reaches out of the simulation, to a process that no seed decides; do the work in the handler';
const ENDS = 'it would end the simulator, not the instance; throw an error';

/** Which of what stands in a module: paths from there, or a rule about its names. */
type Which = readonly string[] | ((name: PropertyKey, holder: object) => boolean);

interface RefusedBuiltins {
  readonly why: string;
  /** By module, or by what stands in one: `dns.Resolver.prototype`. */
  readonly names: Readonly<Record<string, Which>>;
}

function hasSyncTwin(name: PropertyKey, holder: object): boolean {
  return Reflect.has(holder, `${String(name)}Sync`);
}

const STREAM_OR_WATCHER = /^(?:watch|watchFile|openAsBlob|create\w+Stream|[A-Z]\w*Stream)$/;
const ASKS_FOR_A_NAME = /^(?:lookup|lookupService|reverse|resolve\w*)$/;

const asks: Which = (name) => ASKS_FOR_A_NAME.test(String(name));

/** Where two of them fit, the first decides. */
const REFUSED_BUILTINS: readonly RefusedBuiltins[] = [
  {
    why: `${DRAWS}; make the key before the run`,
    names: {
      crypto: (name) => /^(?:generate[A-Z]\w*|encapsulate)$/.test(String(name)),
      'crypto.ECDH.prototype': ['generateKeys'],
      'crypto.DiffieHellman.prototype': ['generateKeys'],
      'crypto.DiffieHellmanGroup.prototype': ['generateKeys'],
    },
  },
  {
    why: IN_A_POOL,
    names: {
      crypto: hasSyncTwin,
      // A function that takes a callback, what makes a stream, and the class of these.
      zlib: (name, zlib) =>
        hasSyncTwin(name, zlib) || String(name).startsWith('create') || Reflect.has(zlib, `create${String(name)}`),
      fs: hasSyncTwin,
      'fs.Dir.prototype': (name) => name === 'read' || name === 'close',
    },
  },
  {
    why: `${IN_REAL_TIME}; read at once, with what ends in Sync`,
    names: {
      fs: (name) => STREAM_OR_WATCHER.test(String(name)),
      'fs.Dir.prototype': (name) => name === 'entries' || name === Symbol.asyncIterator,
      'fs/promises': () => true,
    },
  },
  {
    why: IN_REAL_TIME,
    names: {
      'timers/promises': ['setInterval'],
      'stream/web': ['CompressionStream', 'DecompressionStream'],
      worker_threads: ['MessageChannel', 'BroadcastChannel'],
    },
  },
  {
    why: LEAVES,
    names: {
      http: ['request', 'get'],
      https: ['request', 'get'],
      http2: ['connect'],
      net: ['connect', 'createConnection'],
      'net.Socket.prototype': ['connect'],
      'net.Server.prototype': ['listen'],
      tls: ['connect'],
      dgram: ['createSocket', 'Socket'],
      dns: asks,
      'dns.Resolver.prototype': asks,
      'dns/promises': asks,
      'dns/promises.Resolver.prototype': asks,
    },
  },
  {
    why: ELSEWHERE,
    names: {
      worker_threads: ['Worker'],
      child_process: ['exec', 'execFile', 'spawn', 'fork'],
      'child_process.ChildProcess.prototype': ['spawn'],
    },
  },
  { why: OUT, names: { child_process: (name) => String(name).endsWith('Sync') } },
  { why: ENDS, names: { process: ['exit', 'reallyExit', 'abort', 'kill'] } },
  { why: MEASURES, names: { perf_hooks: ['timerify'] } },
  {
    why: USAGE,
    names: {
      process: ['cpuUsage', 'threadCpuUsage', 'memoryUsage', 'resourceUsage', 'availableMemory'],
      'process.memoryUsage': ['rss'],
      os: ['freemem', 'loadavg'],
      v8: (name) => /^getHeap|^getCppHeap/.test(String(name)),
      perf_hooks: ['eventLoopUtilization', 'monitorEventLoopDelay', 'PerformanceObserver'],
    },
  },
];

/** To be called once, before importers are told. */
export function refuseBuiltins(): void {
  for (const { why, names } of REFUSED_BUILTINS) {
    for (const [path, which] of Object.entries(names)) refuseIn(path, which, why);
  }
  refuseToEnd();
}

/**
 * Whoever has the host's own `process.exit` all the same (a test runner puts it back) would not end the simulator, as
 * `reallyExit` is refused. But before it asks for that, the host tells all who listen that it ends, and from then on it runs
 * nothing of `process.nextTick` any more: no stream and no socket of the whole process would go on.
 */
function refuseToEnd(): void {
  const process = builtin('process');
  if (process !== undefined) refuseSetting(process, '_exiting', refusal({ name: 'process.exit', why: ENDS }));
}

function refuseIn(path: string, which: Which, why: string): void {
  const [module = '', ...inside] = path.split('.');
  const holder = held(builtin(module), inside);
  if (holder === undefined) return;
  const chosen = typeof which === 'function' ? Reflect.ownKeys(holder).filter((name) => which(name, holder)) : which;
  for (const name of chosen) refuse(holder, name, refusal({ name: `${path}.${String(name)}`, why }));
}
