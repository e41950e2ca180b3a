/** Files on a real disk: what cannot be written is refused with the option that named it, and before it is written. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { files } from '../../../src/cli/files.ts';
import { InputError } from '../../../src/sim/model/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'batchsim-files-'));
const at = (path: string): string => join(folder, path);
writeFileSync(at('plain.json'), '{}');
afterAll(() => rmSync(folder, { recursive: true }));

function problemOf(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return [error.field, error.found];
    throw error;
  }
  return undefined;
}

describe('a file', () => {
  it.each(['plain.json/inside.json', 'plain.json/a/b/inside.json', '.'])(
    'at %s is refused, asked before and written',
    (name) => {
      const refused = ['--junit', JSON.stringify(at(name))];
      expect(problemOf(() => files.checkFile(at(name), '--junit'))).toEqual(refused);
      expect(problemOf(() => files.writeFile(at(name), 'x', '--junit'))).toEqual(refused);
    },
  );

  // Node 20 tries for ever to make these folders where it is to make all that are missing at once.
  it.runIf(existsSync('/proc/self')).each(['/proc/nobody/there.json', '/proc/nobody/here/there.json'])(
    'at %s is refused at once',
    (path) => {
      const refused = ['--trace', JSON.stringify(path)];
      expect(problemOf(() => files.checkFile(path, '--trace'))).toEqual(refused);
      expect(problemOf(() => files.writeFile(path, 'x', '--trace'))).toEqual(refused);
      expect(problemOf(() => files.checkFolder(path, '--trace'))).toEqual(refused);
    },
  );

  it('is written into folders that are made, and is not there before', () => {
    files.checkFile(at('a/b/c.json'), '--resume');
    expect(existsSync(at('a/b/c.json'))).toBe(false);
    files.writeFile(at('a/b/c.json'), 'held', '--resume');
    expect(files.readFile(at('a/b/c.json'), '--resume')).toBe('held');
  });

  it('is written in pieces as it would be whole, in the place of what was there', () => {
    files.writeFile(at('pieces/a.json'), 'what was there, and longer than what comes', '--trace');
    files.writePieces(at('pieces/a.json'), ['გამ', 'არ', '', 'ჯობა'], '--trace');
    expect(readFileSync(at('pieces/a.json'), 'utf8')).toBe('გამარჯობა');
    expect(problemOf(() => files.writePieces(at('.'), ['x'], '--trace'))).toEqual(['--trace', JSON.stringify(at('.'))]);
  });

  it('that is there stays as it is when it is only asked about, behind a symbolic link too', () => {
    files.writeFile(at('there.json'), 'held', '--resume');
    symlinkSync(at('there.json'), at('link.json'));
    for (const name of ['there.json', 'link.json']) files.checkFile(at(name), '--resume');
    expect(readFileSync(at('link.json'), 'utf8')).toBe('held');
  });

  it('that is a device is not opened to find out', () => {
    expect(problemOf(() => files.checkFile('/dev/null', '--junit'))).toBeUndefined();
  });

  it('that is not there is told by the option that named it', () => {
    expect(problemOf(() => files.readFile(at('nowhere.json'), '--compare'))).toEqual([
      '--compare',
      JSON.stringify(at('nowhere.json')),
    ]);
  });
});

describe('a folder', () => {
  it('is made, and is empty after it was asked about', () => {
    files.checkFolder(at('found/here'), '--examples');
    expect(readdirSync(at('found/here'))).toEqual([]);
  });

  it('that is a file, or inside one, is refused', () => {
    for (const name of ['plain.json', 'plain.json/x']) {
      const refused = ['--examples', JSON.stringify(at(name))];
      expect(problemOf(() => files.checkFolder(at(name), '--examples'))).toEqual(refused);
    }
  });
});
