// The licences of the libraries that the built page contains, as one file beside it. Vite's own list leaves out what
// the worker holds, which is built apart; here both builds name their modules, and the page's, which ends last, writes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that a module lies in: `/x/node_modules/@upstash/redis`. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

/**
 * Two plugins that belong together.
 * @param {string} fileName where the list goes, from the folder of the build
 * @returns {{ page: import('vite').Plugin, worker: import('vite').Plugin }}
 */
export function licences(fileName) {
  /** @type {Set<string>} */
  const folders = new Set();
  /** @param {Iterable<string>} modules */
  const note = (modules) => {
    for (const id of modules) {
      const folder = PACKAGE.exec(id)?.[0];
      if (folder !== undefined && existsSync(join(folder, 'package.json'))) folders.add(folder);
    }
  };
  return {
    worker: {
      name: 'licences-of-the-worker',
      apply: 'build',
      generateBundle() {
        note(this.getModuleIds());
      },
    },
    page: {
      name: 'licences-of-the-page',
      apply: 'build',
      generateBundle() {
        note(this.getModuleIds());
        const entries = [...folders].map(entryOf).sort((a, b) => (a < b ? -1 : 1));
        const head = '# Licences of the libraries in this page\n\nThe fonts have files of their own here.';
        this.emitFile({ type: 'asset', fileName, source: `${[head, ...new Set(entries)].join('\n\n')}\n` });
      },
    },
  };
}

/**
 * @param {string} folder
 * @returns {string}
 */
function entryOf(folder) {
  /** @type {{ name: string, version: string, license?: string }} */
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder)
    .filter((entry) => /^(?:licen[cs]e|copying)(?:\..*)?$/i.test(entry))
    .sort()[0];
  const text =
    file === undefined ? 'The package holds no text of it.' : readFileSync(join(folder, file), 'utf8').trim();
  return `## ${name} ${version}: ${license ?? 'no licence named'}\n\n${text}`;
}
