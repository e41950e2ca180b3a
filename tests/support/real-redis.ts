/**
 * A real redis-server for conformance tests: on a free port, in a folder of its own, keeping nothing, stopped after.
 * Spoken to in RESP by the few lines below, so that what it answers comes as it is, errors included.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** An answer: a status and a string are not told apart, as over REST. */
export type RespReply = string | number | null | { readonly error: string } | readonly RespReply[];

export interface RealRedis {
  /** Sends commands in one go and gives their answers. */
  readonly send: (commands: readonly (readonly string[])[]) => Promise<readonly RespReply[]>;
  readonly stop: () => Promise<void>;
}

/** Where the program is; undefined where there is none. */
export function realRedisProgram(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** What to do where it is missing. */
export const ENABLE_REAL_REDIS = 'apt-get install redis-server';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error(`found ${String(address)}, expected a port`);
  return address.port;
}

/** Starts one. Throws where it does not come up, with what it said. */
export async function startRealRedis(program: string): Promise<RealRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'real-redis-'));
  const port = await freePort();
  const server = spawn(
    program,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ready to accept connections')) resolve();
    });
    server.once('error', reject);
    void exited.then(() => reject(new Error(`redis-server ended: ${said}`)));
  });
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  return {
    send: sender(socket),
    stop: async () => {
      socket.destroy();
      await stop();
    },
  };
}

interface Waiting {
  left: number;
  readonly replies: RespReply[];
  readonly resolve: (replies: readonly RespReply[]) => void;
  readonly reject: (error: Error) => void;
}

function sender(socket: Socket): RealRedis['send'] {
  const waiting: Waiting[] = [];
  let received: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const read = readReply(received, 0);
      if (read === undefined) return;
      received = received.subarray(read.end);
      const [first] = waiting;
      if (first === undefined) throw new Error(`an answer that nobody waits for: ${JSON.stringify(read.reply)}`);
      first.replies.push(read.reply);
      first.left -= 1;
      if (first.left === 0) {
        waiting.shift();
        first.resolve(first.replies);
      }
    }
  });
  const gone = (): Error => new Error('redis-server closed the connection');
  socket.on('close', () => {
    for (const { reject } of waiting.splice(0)) reject(gone());
  });
  return (commands) => {
    // Nothing would ever come back.
    if (socket.destroyed) return Promise.reject(gone());
    if (commands.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      waiting.push({ left: commands.length, replies: [], resolve, reject });
      socket.write(commands.map(written).join(''));
    });
  };
}

function written(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}

interface Read {
  readonly reply: RespReply;
  readonly end: number;
}

/** One answer from that position on; undefined where it has not come whole. */
function readReply(from: Buffer, at: number): Read | undefined {
  const line = from.indexOf('\r\n', at);
  if (line < 0) return undefined;
  const text = from.toString('utf8', at + 1, line);
  const next = line + 2;
  switch (from.toString('latin1', at, at + 1)) {
    case '+':
      return { reply: text, end: next };
    case '-':
      return { reply: { error: text }, end: next };
    case ':':
      return { reply: Number(text), end: next };
    case '$': {
      if (text === '-1') return { reply: null, end: next };
      const end = next + Number(text);
      return from.length < end + 2 ? undefined : { reply: from.toString('utf8', next, end), end: end + 2 };
    }
    case '*': {
      if (text === '-1') return { reply: null, end: next };
      const replies: RespReply[] = [];
      let end = next;
      while (replies.length < Number(text)) {
        const element = readReply(from, end);
        if (element === undefined) return undefined;
        replies.push(element.reply);
        end = element.end;
      }
      return { reply: replies, end };
    }
    default:
      throw new Error(`found ${JSON.stringify(from.toString('utf8', at, next))}, expected an answer in RESP2`);
  }
}
