/** The command line's entry: `tsx src/cli/main.ts <command>`; `help` tells the rest. */
import { bench } from './app.ts';
import type { Io } from './bench.ts';
import { cli } from './cli.ts';
import { files } from './files.ts';
import { progressOn } from './progress.ts';

const TICK_MS = 1_000;
const nowMs = (): number => performance.now();

const io: Io = {
  ...files,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  terminal: process.stdout.isTTY,
  nowMs,
  onTick: (act) => {
    const timer = setInterval(act, TICK_MS).unref();
    return () => clearInterval(timer);
  },
  onInterrupt: (act) => {
    process.on('SIGINT', act);
    return () => process.off('SIGINT', act);
  },
  progress: progressOn(process.stderr, nowMs),
};

// A reader that has seen enough (`| head`) closes the pipe; that is no failure of the run.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The exit code is set rather than forced, so that a long output reaches a slow reader whole.
process.exitCode = await cli(process.argv.slice(2), bench, io);
