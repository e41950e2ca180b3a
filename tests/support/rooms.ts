/**
 * The rooms of the code and the arrows between them: which room may import from which, and from which libraries.
 * This is the rule itself; tests/architecture.test.ts holds the code to it. To add a room is to add a row.
 *
 * A room is a folder or a single file; the longest path that fits a file decides. A room never needs leave to import
 * from itself. Who has leave to import from a room comes in through its door, if it has one.
 */

export interface Room {
  /** Folder or file, from the root of the repository; `*` at its end stands for each folder there, each for itself. */
  readonly path: string;
  /** Only the files that lie in the folder itself: each folder in it needs a row of its own. */
  readonly flat?: true;
  /** In a few words: what lives there. */
  readonly holds: string;
  /** The rooms that it may import from. A path covers the rooms below it where it ends in `/**`. */
  readonly may: readonly string[];
  /** The files that others may import; left out, every file is open to those who have leave. */
  readonly doors?: readonly string[];
  /** The packages that it may import; `node:` stands for Node's builtins. */
  readonly libraries: readonly string[];
}

const MODEL = 'src/sim/model';
const KERNEL = 'src/sim/kernel';
const WIRE = 'src/sim/network/wire.ts';
const SERVICE = 'src/sim/services/service.ts';
const RANDOM = 'src/sim/kernel/random.ts';

export const ROOMS: readonly Room[] = [
  // The simulator, from the ground up. Never the code under test: that is an argument of a run.
  { path: MODEL, holds: 'plain data and pure functions on it', may: [], libraries: ['@noble/hashes', 'valibot'] },
  { path: RANDOM, holds: "the seed's named streams", may: [], libraries: ['pure-rand'] },
  { path: KERNEL, holds: 'virtual time, nodes and their clocks', may: [MODEL, RANDOM], libraries: [] },
  { path: WIRE, holds: 'what a request and an answer are', may: [MODEL], libraries: [] },
  { path: SERVICE, holds: 'the shape of a service', may: [MODEL, RANDOM, WIRE], libraries: [] },
  {
    path: 'src/sim/globals',
    holds: 'what handlers see as globals',
    may: [MODEL, KERNEL, RANDOM, WIRE],
    libraries: ['@noble/hashes'],
  },
  {
    path: 'src/sim/network',
    holds: 'carries a request from node to node',
    may: [MODEL, KERNEL, RANDOM, WIRE, SERVICE],
    libraries: [],
  },
  {
    path: 'src/sim/services/*',
    holds: 'one service each, answering its real wire',
    may: [MODEL, RANDOM, WIRE, SERVICE],
    doors: ['index.ts'],
    libraries: ['@noble/hashes'],
  },
  {
    path: 'src/sim/services/redis',
    holds: 'Redis: data in ioredis-mock, scripts in the Lua that it brings',
    may: [MODEL, RANDOM, WIRE, SERVICE],
    doors: ['index.ts'],
    libraries: ['@noble/hashes', 'ioredis-mock', 'fengari'],
  },
  {
    path: 'src/sim/services/platform',
    holds: 'the service that starts instances of the code under test, so it needs what they run on',
    may: [MODEL, KERNEL, RANDOM, WIRE, SERVICE, 'src/sim/network', 'src/sim/globals'],
    doors: ['index.ts'],
    libraries: [],
  },
  {
    path: 'src/sim/faults',
    holds: 'one fault each',
    may: [MODEL, KERNEL, RANDOM, WIRE, SERVICE, 'src/sim/network'],
    doors: ['index.ts'],
    libraries: [],
  },
  { path: 'src/sim/checks', holds: 'one check each', may: [MODEL], doors: ['index.ts'], libraries: [] },
  {
    path: 'src/sim/explore',
    holds: 'generation, coverage, shrinking',
    may: [MODEL, RANDOM, 'src/sim', 'src/sim/checks', 'src/sim/faults'],
    doors: ['index.ts'],
    libraries: ['fast-check', '@faker-js/faker'],
  },
  {
    path: 'src/sim/world',
    holds: 'the nodes, services and faults of one run',
    may: ['src/sim/**'],
    libraries: [],
  },
  {
    path: 'src/sim',
    flat: true,
    holds: 'the door, and what puts a run together',
    may: ['src/sim/**'],
    doors: ['index.ts'],
    libraries: [],
  },

  // The code under test: production code, which knows nothing of the rest.
  {
    path: 'src/batching',
    holds: 'the code under test, and the baseline',
    may: [],
    doors: ['index.ts'],
    libraries: ['@upstash/redis', '@upstash/qstash', 'openai', 'firebase'],
  },

  {
    path: 'src/scenarios',
    holds: 'the scenarios, plain data; what the document claims, apart, since the page shows it before any scenario',
    may: [MODEL],
    doors: ['index.ts', 'claims/index.ts'],
    libraries: [],
  },

  // The page. It reads traces and never reaches into a running simulation: only its worker does.
  {
    path: 'src/ui/timeline',
    holds: 'the drawing of a trace; what it shows (layout) and says (words) without React',
    may: [MODEL, 'src/ui'],
    doors: ['index.ts', 'layout/index.ts', 'words/index.ts', 'picture/index.ts'],
    libraries: ['react'],
  },
  {
    path: 'src/ui/store',
    holds: "the page's state, without React",
    may: [MODEL, 'src/scenarios', 'src/ui/timeline', 'src/ui/worker'],
    libraries: ['zustand'],
  },
  { path: 'docs/campaigns', holds: 'campaigns that were made, kept as text', may: [], libraries: [] },
  {
    path: 'src/ui',
    holds: 'the page',
    may: [MODEL, 'src/scenarios', 'src/ui/store', 'src/ui/timeline', 'src/ui/worker', 'docs/campaigns'],
    libraries: ['react', 'react-dom', 'react-resizable-panels', 'lucide-react', 'zustand'],
  },

  // Where the rooms meet.
  {
    path: 'src/ui/worker',
    holds: 'runs the simulation for the page',
    may: [MODEL, 'src/sim', 'src/sim/checks', 'src/sim/explore', 'src/batching', 'src/scenarios'],
    doors: [
      'protocol.ts',
      'first.ts',
      'client.ts',
      'live-protocol.ts',
      'live-client.ts',
      'marks.ts',
      'lab/protocol.ts',
      'lab/client.ts',
    ],
    libraries: [],
  },
  {
    path: 'src/cli',
    holds: 'the same runs without a page',
    may: [MODEL, 'src/sim', 'src/sim/checks', 'src/sim/explore', 'src/batching', 'src/scenarios'],
    doors: ['main.ts'],
    libraries: ['node:'],
  },
];

/** Tests may open any drawer: they are the one place where a door is not asked for. */
export const OUTSIDE_THE_RULE = ['tests'];
