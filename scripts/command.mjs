// Starting other programs, in one place: what they print is seen, and how they ended is known.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const WINDOWS = process.platform === 'win32';

/**
 * Runs a program in the repository's folder with our own input and output; gives its exit code, and 1 where a signal
 * ended it or it could not start.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [environment] added to ours
 * @returns {number}
 */
export function run(program, args, environment = {}) {
  // npm is a .cmd on Windows, which only a shell can start.
  const result = spawnSync(program, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: WINDOWS,
    env: { ...process.env, ...environment },
  });
  return result.status ?? 1;
}

/**
 * Like `run`, for a program that stays until it is told to go: it gets our signals, and its end is awaited. Gives its exit
 * code, 1 where it could not start, and undefined where a signal ended it: then nothing is to follow.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number | undefined>}
 */
export function stay(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit' });
    /** @type {readonly NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM'];
    for (const signal of signals) process.on(signal, () => child.kill(signal));
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? undefined));
  });
}

/**
 * Whether a program starts and ends well with these arguments; what it prints is not shown.
 * @param {string} program
 * @param {readonly string[]} args
 */
export function works(program, args) {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/**
 * Where a program is on the PATH.
 * @param {string} name
 * @returns {string | undefined}
 */
export function onPath(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, WINDOWS ? `${name}.exe` : name);
    if (existsSync(path)) return path;
  }
  return undefined;
}

/** Whether Debian packages can be installed without asking anyone. */
export function mayInstallPackages() {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

let listed = false;

/**
 * Installs a Debian package, saying so first. Gives whether it went well.
 * @param {string} name
 */
export function installPackage(name) {
  console.log(`Installing ${name} with apt-get (needed by the tests; nothing else is changed).`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!listed) listed = run('apt-get', ['update', '-qq'], quiet) === 0;
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet) === 0;
}
