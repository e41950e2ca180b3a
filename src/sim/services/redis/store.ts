/**
 * What one simulated Redis holds. The values lie in ioredis-mock (`mock.ts`); what it has no right notion of is here:
 * deadlines (one reading of the clock a request; a key lives through its last millisecond, as on a server), the type
 * errors, and the record of changes that the trace shows.
 *
 * There is one ioredis-mock for all: a store parks what it holds when another one is used, and gets it back later.
 * A run that is over just stays parked until its store is forgotten.
 */
import type { Json } from '../../model/json.ts';
import type { StateChange } from '../../model/trace.ts';
import { mockData, type MockValue } from './mock.ts';
import { wrongType } from './reply.ts';

/** How the store whose values lie in ioredis-mock now takes them out again. */
let present: { readonly park: () => void } | undefined;

export type Scored = Extract<MockValue, Map<string, unknown>>;
export type Fields = Readonly<Record<string, string>>;

/** A key with its deadline; a value that is undefined is not there. */
export interface Held {
  readonly value: MockValue | undefined;
  readonly deadlineMs: number | undefined;
}

/** What a write does to a key, for those who hold a copy. */
export type Change =
  | ({ readonly kind: 'value'; readonly key: string } & Held)
  | {
      readonly kind: 'push';
      readonly key: string;
      readonly values: readonly string[];
      readonly deadlineMs: number | undefined;
    }
  | { readonly kind: 'deadline'; readonly key: string; readonly deadlineMs: number | undefined };

/** Before each field of a hash in the mock, for the same reason as its prefix of keys. */
export const FIELD = '=';

export class Store {
  readonly #deadlines = new Map<string, number>();
  #parked: (readonly [string, MockValue])[] = [];
  #changes: StateChange[] = [];
  #lapsed: string[] = [];
  /** For replicas; undefined where there is none. */
  #copied: Change[] | undefined;
  #nowMs = 0;
  #clockMs = 0;
  readonly #presence = {
    park: (): void => {
      this.#parked = mockData.keys().flatMap((key) => {
        const value = mockData.get(key);
        return value === undefined ? [] : [[key, value] as const];
      });
    },
  };

  /** Begins a request: its moment in virtual time, and this server's clock, which stands still until the next. */
  begin(nowMs: number, clockMs: number): void {
    this.#nowMs = nowMs;
    this.#clockMs = clockMs;
    if (present === this.#presence) return;
    present?.park();
    mockData.clear();
    for (const [key, value] of this.#parked) mockData.set(key, value);
    this.#parked = [];
    present = this.#presence;
  }

  get clockMs(): number {
    return this.#clockMs;
  }

  /** The changes since the last call, in order. */
  takeChanges(): readonly StateChange[] {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }

  /** From now on what is written is kept for `takeCopied`. */
  copy(): void {
    this.#copied ??= [];
  }

  /** What was written since the last call; nothing where nobody wants copies. */
  takeCopied(): readonly Change[] {
    const copied = this.#copied ?? NOTHING;
    if (copied.length > 0) this.#copied = [];
    return copied;
  }

  /** The keys that were found lapsed since the last call. */
  takeLapsed(): readonly string[] {
    const lapsed = this.#lapsed;
    this.#lapsed = [];
    return lapsed;
  }

  /** Looks at a key as every command must before it does anything: what has lapsed goes. */
  has(key: string): boolean {
    const deadline = this.#deadlines.get(key);
    if (deadline !== undefined && this.#clockMs > deadline) {
      this.#lapsed.push(key);
      this.remove(key);
    }
    return mockData.has(key);
  }

  /** A copy of the value. */
  value(key: string): MockValue | undefined {
    return this.has(key) ? mockData.get(key) : undefined;
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === 'string') return value;
    throw wrongType();
  }

  list(key: string): string[] | undefined {
    const value = this.value(key);
    if (value === undefined || Array.isArray(value)) return value;
    throw wrongType();
  }

  set(key: string): ReadonlySet<string> | undefined {
    const value = this.value(key);
    if (value === undefined || value instanceof Set) return value;
    throw wrongType();
  }

  scored(key: string): Scored | undefined {
    const value = this.value(key);
    if (value === undefined || value instanceof Map) return value;
    throw wrongType();
  }

  /** Fields with `FIELD` before each. */
  fields(key: string): Fields | undefined {
    const value = this.value(key);
    if (value === undefined || isHash(value)) return value;
    throw wrongType();
  }

  keys(): readonly string[] {
    return mockData.keys().filter((key) => this.has(key));
  }

  /** Gives a key a value; its deadline stays. */
  put(key: string, value: MockValue): void {
    mockData.set(key, value);
    this.wrote(key);
  }

  /** Takes a key over as somebody else has it. */
  adopt(key: string, { value, deadlineMs }: Held): void {
    if (value === undefined) {
      if (mockData.has(key)) this.remove(key);
      return;
    }
    this.expire(key, deadlineMs, true);
    this.put(key, value);
  }

  remove(key: string): void {
    mockData.delete(key);
    this.wrote(key);
  }

  /** Empties it. */
  clear(): void {
    for (const key of mockData.keys()) this.remove(key);
  }

  /** To be called when a command of the mock has changed a key. */
  wrote(key: string): void {
    const value = mockData.get(key);
    this.#copied?.push({
      kind: 'value',
      key,
      value,
      deadlineMs: value === undefined ? undefined : this.#deadlines.get(key),
    });
    if (value === undefined) {
      this.#deadlines.delete(key);
      this.#changes.push({ op: 'delete', key });
    } else {
      this.#changes.push({ op: 'set', key, value: asJson(value), ...this.#expiry(key) });
    }
  }

  /** The same for what was put at the end of a list. */
  pushed(key: string, values: readonly string[]): void {
    const deadline = this.#deadlines.get(key);
    // In its last millisecond the key looks lapsed to who goes by virtual time: then the whole value is told.
    if (deadline !== undefined && deadline <= this.#clockMs) this.wrote(key);
    else {
      this.#copied?.push({ kind: 'push', key, values, deadlineMs: deadline });
      this.#changes.push({ op: 'push', key, values, ...this.#expiry(key) });
    }
  }

  /** Milliseconds of the Unix epoch by this server's clock; undefined where the key stays. */
  deadline(key: string): number | undefined {
    return this.#deadlines.get(key);
  }

  /** Sets a key's deadline, or takes it away. `silent` where the value's change follows and tells it. */
  expire(key: string, deadlineMs: number | undefined, silent = false): void {
    if (deadlineMs === undefined) this.#deadlines.delete(key);
    else this.#deadlines.set(key, deadlineMs);
    if (silent) return;
    this.#copied?.push({ kind: 'deadline', key, deadlineMs });
    this.#changes.push({ op: 'expire', key, expiresAtMs: deadlineMs === undefined ? null : this.#virtual(deadlineMs) });
  }

  #expiry(key: string): { readonly expiresAtMs?: number } {
    const deadline = this.#deadlines.get(key);
    return deadline === undefined ? {} : { expiresAtMs: this.#virtual(deadline) };
  }

  #virtual(deadlineMs: number): number {
    return this.#nowMs + (deadlineMs - this.#clockMs);
  }
}

const NOTHING: readonly never[] = [];

function isHash(value: MockValue): value is Record<string, string> {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Set) && !(value instanceof Map);
}

export type TypeName = 'string' | 'list' | 'set' | 'zset' | 'hash';

export function typeOf(value: MockValue): TypeName {
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Set) return 'set';
  return value instanceof Map ? 'zset' : 'hash';
}

/** A value as the trace shows it: members of a sorted set with their scores, in the order in which they came. */
function asJson(value: MockValue): Json {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  if (value instanceof Set) return [...value];
  if (value instanceof Map) return [...value.values()].map((entry) => [entry.value, entry.score]);
  return Object.fromEntries(Object.entries(value).map(([field, held]) => [field.slice(FIELD.length), held]));
}
