// A Chromium for the end-to-end tests: where one is, and how one comes here. Playwright's own download is only the
// last way, since it is not to be had everywhere; a browser of the system does as well.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installPackage, mayInstallPackages, onPath, run, works } from './command.mjs';

export const HOW_TO_GET_CHROMIUM =
  'Install Chromium or Chrome (Debian: `apt-get install chromium`; elsewhere: `npx playwright install chromium`), or ' +
  'set CHROMIUM_PATH to one.';

/** Started as root it wants no sandbox; the rest keeps it from doing anything but show our page. */
export const CHROMIUM_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium that starts. CHROMIUM_PATH decides alone where it is set: what does not start there is an
 * error, not a reason to take another browser than the one that was asked for.
 * @returns {string | undefined}
 */
export function findChromium() {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && asked !== '') {
    if (!starts(asked)) throw new Error(`CHROMIUM_PATH is ${asked}, and that does not start. ${HOW_TO_GET_CHROMIUM}`);
    return asked;
  }
  return candidates().find(starts);
}

/**
 * Finds a Chromium, or installs one where that needs no one's leave.
 * @returns {string | undefined} its path; undefined where there is none and none could be had
 */
export function provideChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (mayInstallPackages()) {
    if (installPackage('chromium')) return findChromium();
  } else {
    console.log('Installing Chromium with Playwright, into its own cache (needed by the end-to-end tests).');
    if (run('npx', ['--no-install', 'playwright', 'install', 'chromium']) === 0) return findChromium();
  }
  return undefined;
}

/** @returns {readonly string[]} */
function candidates() {
  const named = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'].map(onPath);
  const applications = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'];
  const installed = ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
    applications.map((application) => join(folder, application)),
  );
  return [...named, ...installed, ...windowsCandidates(), ...playwrightCandidates()]
    .filter((path) => path !== undefined)
    .filter((path) => existsSync(path));
}

/** @returns {readonly string[]} */
function windowsCandidates() {
  const folders = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
  return folders.flatMap((folder) =>
    folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')],
  );
}

/**
 * What Playwright has downloaded, the newest first.
 * @returns {readonly string[]}
 */
function playwrightCandidates() {
  const folders = [
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? '',
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright'),
  ];
  const inside = [
    ['chrome'],
    ['chrome.exe'],
    ['Chromium.app', 'Contents', 'MacOS', 'Chromium'],
    ['Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
  ];
  return folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => list(folder, /^chromium-\d+$/).map((name) => join(folder, name)))
    .sort((a, b) => revision(b) - revision(a))
    .flatMap((browser) => list(browser, /^chrome-/).map((name) => join(browser, name)))
    .flatMap((platform) => inside.map((path) => join(platform, ...path)));
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 */
function list(folder, pattern) {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => pattern.test(name))
        .sort()
    : [];
}

/** @param {string} path */
function revision(path) {
  return Number(/(\d+)$/.exec(path)?.[1] ?? 0);
}

/**
 * Some distributions have a `chromium-browser` that only says where to get one: so it is asked for its version. On
 * Windows that question opens a window; there the file is enough.
 * @param {string} path
 */
function starts(path) {
  return process.platform === 'win32' ? existsSync(path) : works(path, ['--version']);
}
