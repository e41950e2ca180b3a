/**
 * Files as the commands need them. What cannot be read or written is an InputError that names the option (or the argument)
 * which named the file; whether a file can be written is asked before a command begins its work, not after it.
 */
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../sim/model/errors.ts';
import type { Io } from './bench.ts';

type Files = Pick<Io, 'readFile' | 'writeFile' | 'writePieces' | 'checkFile' | 'checkFolder' | 'fileExists'>;

export const files: Files = {
  fileExists: existsSync,
  readFile: (path, field) => {
    return or(field, path, 'a file that can be read', () => readFileSync(path, 'utf8'));
  },
  writeFile: (path, text, field) => {
    or(field, path, WRITABLE, () => {
      makeFolders(dirname(path));
      writeFileSync(path, text);
    });
  },
  writePieces: (path, pieces, field) => {
    or(field, path, WRITABLE, () => {
      makeFolders(dirname(path));
      const file = openSync(path, 'w');
      try {
        for (const piece of pieces) writeFileSync(file, piece);
      } finally {
        closeSync(file);
      }
    });
  },
  checkFile: (path, field) => {
    or(field, path, WRITABLE, () => {
      makeFolders(dirname(path));
      appendNothing(path);
    });
  },
  checkFolder: (path, field) => {
    or(field, path, 'a folder that can be written', () => {
      makeFolders(path);
      rmdirSync(mkdtempSync(join(path, '.batchsim-')));
    });
  },
};

const WRITABLE = 'a file that can be written';

function or<T>(field: string, path: string, expected: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new InputError(field, path, `${expected} (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** One after the other: where none can be made, as in /proc, Node 20 would try for ever to make them `recursive`. */
function makeFolders(folder: string): void {
  const missing: string[] = [];
  for (let path = resolve(folder); !existsSync(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) {
    try {
      mkdirSync(path);
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!existsSync(path)) throw error;
    }
  }
}

/** Leaves what is there as it is, and nothing where nothing was. A pipe or a device is not opened: that may wait. */
function appendNothing(path: string): void {
  const was = lstatSync(path, { throwIfNoEntry: false });
  const kind = was === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  if (kind?.isDirectory() === true) throw new Error('it is a folder');
  if (kind !== undefined && !kind.isFile()) return;
  closeSync(openSync(path, 'a'));
  if (was === undefined) rmSync(path);
}
