// ioredis-mock as the page's workers have it. Its own build for browsers brings a megabyte of stand-ins for Node's
// modules, which every visitor would load and read before the first run. Here is the build that Node has, so that both
// run the same code, without what no command of ours comes to: streams, key events, scripts, descriptions of commands.
// Where one is come to after all, it is missing and throws; that both say the same is held by the end-to-end tests.
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { normalizePath } from 'vite';

/**
 * As a build names its modules: with slashes, on Windows as well.
 * @param {string} path
 */
const at = (path) => normalizePath(fileURLToPath(new URL(`../node_modules/ioredis-mock/${path}`, import.meta.url)));
const FOR_BROWSERS = at('browser.js');
const FOR_NODE = at('lib/index.js');
const LEFT_OUT = 'export default {};';

/**
 * What stands in for what the library requires.
 * @type {Readonly<Record<string, string>>}
 */
const STAND_INS = {
  // Nobody listens to a key or to a connection.
  events: 'export class EventEmitter { on() {} emit() {} }',
  stream: 'export class Readable {}',
  crypto: LEFT_OUT,
  fengari: LEFT_OUT,
  'fengari-interop': LEFT_OUT,
  'ioredis/built/utils/index': LEFT_OUT,
  'ioredis/built/Command': 'export default { _transformer: { argument: {}, reply: {} } };',
  '../data/command-docs.json': LEFT_OUT,
  '../data/command-info.json': LEFT_OUT,
  '../data/info.json': LEFT_OUT,
};
/** A module of a stand-in; the ending says that none is JSON, whatever it stands in for. */
const STAND_IN = /^\0stand-in:(.*)\.js$/;

/** Values are strings here; the library asks of each whether it is a buffer. */
const NO_BUFFERS = 'class Buffer { static isBuffer() { return false; } }';

/** @returns {import('vite').Plugin} */
export function redisMock() {
  return {
    name: 'ioredis-mock-without-node',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer !== FOR_NODE) return null;
      if (Object.hasOwn(STAND_INS, source)) return `\0stand-in:${source}.js`;
      // A build would put an empty object there, and say nothing.
      if (isBuiltin(source)) throw new Error(`ioredis-mock requires ${source}, which has no stand-in here.`);
      return null;
    },
    load(id) {
      if (id === FOR_BROWSERS) return `module.exports = require(${JSON.stringify(FOR_NODE)});`;
      return STAND_INS[STAND_IN.exec(id)?.[1] ?? ''] ?? null;
    },
    transform(code, id) {
      // At the end, where it moves no line.
      return id === FOR_NODE ? { code: `${code}\n${NO_BUFFERS}\n`, map: null } : null;
    },
  };
}
