/** The command line's entry: `tsx src/cli/main.ts <command>`; `help` tells the rest. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../sim/model/errors.ts';
import { bench } from './app.ts';
import type { Io } from './bench.ts';
import { cli } from './cli.ts';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const io: Io = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  terminal: process.stdout.isTTY,
  readFile: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      throw new InputError('file', path, `a file that can be read (${reasonOf(error)})`);
    }
  },
  writeFile: (path, text) => {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    } catch (error) {
      throw new InputError('file', path, `a file that can be written (${reasonOf(error)})`);
    }
  },
  fileExists: existsSync,
  nowMs: () => performance.now(),
  onInterrupt: (act) => {
    process.on('SIGINT', act);
    return () => process.off('SIGINT', act);
  },
  progress: (text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
  },
};

// A reader that has seen enough (`| head`) closes the pipe; that is no failure of the run.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The exit code is set rather than forced, so that a long output reaches a slow reader whole.
process.exitCode = await cli(process.argv.slice(2), bench, io);
