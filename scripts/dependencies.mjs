// The libraries of package-lock.json, installed where they are missing or older than it.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './command.mjs';

/** What npm writes into node_modules when an installation is complete: an interrupted one lacks it. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const WANTED = join(ROOT, 'package-lock.json');

/** Why an installation is needed, or undefined. */
function reason() {
  if (!existsSync(INSTALLED)) return 'they are not here yet';
  if (statSync(INSTALLED).mtimeMs >= statSync(WANTED).mtimeMs) return undefined;
  // A fresh checkout of an unchanged lock file is newer too: what counts is what it holds.
  return versions(INSTALLED) === versions(WANTED) ? undefined : 'package-lock.json has changed';
}

/**
 * The versions that a lock file asks for, as one text. Packages for other platforms are in the one and not in the
 * other: they are left out.
 * @param {string} path
 */
function versions(path) {
  /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(packages)
    .filter(([name, { optional }]) => name !== '' && optional !== true)
    .map(([name, { version }]) => `${name}@${version}`)
    .sort()
    .join('\n');
}

/** Installs what is missing. Ends the process where that fails: nothing else can work then. */
export function requireDependencies() {
  const why = reason();
  if (why === undefined) return;
  console.log(`Installing the libraries of package-lock.json with \`npm ci\`: ${why}. A minute or less.`);
  if (run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']) === 0) return;
  console.error('`npm ci` failed; its reason is above. Mend it (a proxy? no network?) and start again.');
  process.exit(1);
}
