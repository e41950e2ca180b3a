/**
 * Tables as a server's Lua has them, on those of fengari, which goes through a table in the order in which its keys
 * came. A server goes through it by places that follow from the keys (`layout.ts`): here too, and what cannot be known
 * is refused. The functions are replaced once, as in `numbers.ts`.
 */
import type { State } from 'fengari/src/lua.js';
import type { Value } from 'fengari/src/lobject.js';
import './numbers.ts';
import lobject from 'fengari/src/lobject.js';
import ltable, { type Entry, type Table } from 'fengari/src/ltable.js';
import { type Key, orderOf, type Step } from './layout.ts';
import { refused } from './refuse.ts';

/** What is known of a table besides what it holds. */
interface Shape {
  /** Room that it began with. */
  array: number;
  hash: number;
  /** What was done to it; undefined as long as nothing was taken out: then its entries tell. */
  steps: (Step | undefined)[] | undefined;
  /** Its entries in the order of the walk that was begun last, and where each is. */
  walk: { readonly entries: readonly Entry[]; readonly places: ReadonlyMap<unknown, number> } | undefined;
  /** A table of the sandbox, which shows its contents and has none. */
  hidden: boolean;
}

const NEW_TABLE = 11;
const SET_LIST = 43;
const IN_LUA = 2;
/** Lists up to this length are looked through. */
const LOOKED_AT = 64;

const shapes = new WeakMap<Table, Shape>();
let lua: State | undefined;

function shapeOf(table: Table): Shape {
  const known = shapes.get(table);
  if (known !== undefined) return known;
  const shape: Shape = { array: 0, hash: 0, steps: undefined, walk: undefined, hidden: false };
  shapes.set(table, shape);
  return shape;
}

/** The instruction that is being done; undefined where a function of the host runs. */
function instruction(L: State | undefined) {
  const ci = L?.ci;
  return ci === undefined || (ci.callstatus & IN_LUA) === 0 ? undefined : ci.l_code?.[ci.l_savedpc - 1];
}

/** Room in an instruction: eight times a power of two, where it is much. */
function roomOf(coded: number): number {
  const exponent = coded >> 3;
  return exponent === 0 ? coded : ((coded & 7) + 8) << (exponent - 1);
}

function keyOf(value: Value): Key | undefined {
  if (value.ttisstring()) return Array.from(value.svalue(), (byte) => String.fromCharCode(byte)).join('');
  return typeof value.value === 'number' || typeof value.value === 'boolean' ? value.value : undefined;
}

function entriesOf(table: Table): readonly Entry[] {
  const entries: Entry[] = [];
  for (let entry = table.f; entry !== undefined; entry = entry.n) entries.push(entry);
  return entries;
}

function stepOf(key: Key | undefined, gone: boolean): Step | undefined {
  return key === undefined ? undefined : { key, gone };
}

const original = { ...ltable };

ltable.luaH_new = (L) => {
  const table = original.luaH_new(L);
  const doing = instruction(L);
  if (doing?.opcode === NEW_TABLE && doing.B + doing.C > 0) {
    const shape = shapeOf(table);
    shape.array = roomOf(doing.B);
    shape.hash = roomOf(doing.C);
  }
  return table;
};

/** Notes what happens to the table's keys, once something was taken out of it. */
function note(table: Table, key: Key | undefined, size: number, gone: boolean): void {
  if (gone || table.strong.size > size) shapes.get(table)?.steps?.push(stepOf(key, gone));
}

/** Before something is taken out: what is there was put in, in this order. */
function remember(table: Table, value: Value): void {
  if (!value.ttisnil()) return;
  const shape = shapeOf(table);
  shape.steps ??= entriesOf(table).map((entry) => stepOf(keyOf(entry.key), false));
}

ltable.luaH_setfrom = (L, table, key, value) => {
  remember(table, value);
  const size = table.strong.size;
  original.luaH_setfrom(L, table, key, value);
  note(table, keyOf(key), size, value.ttisnil());
};

ltable.luaH_setint = (table, key, value) => {
  remember(table, value);
  // A list of values in braces makes room for all of them first.
  if (instruction(lua)?.opcode === SET_LIST) {
    const shape = shapeOf(table);
    shape.array = Math.max(shape.array, key);
  }
  const size = table.strong.size;
  original.luaH_setint(table, key, value);
  note(table, key, size, value.ttisnil());
};

function stepsOf(table: Table, shape: Shape): readonly Step[] {
  const steps = shape.steps ?? entriesOf(table).map((entry) => stepOf(keyOf(entry.key), false));
  const gone = new Set<Key>();
  return steps.map((step) => {
    if (step === undefined) return refused('the order of keys that are tables or functions');
    if (step.gone) gone.add(step.key);
    else if (gone.has(step.key)) refused('the order of keys of which one was taken out and set again');
    return step;
  });
}

function inOrder(table: Table, shape: Shape): readonly Entry[] {
  const entries = entriesOf(table);
  if (entries.length < 2) return entries;
  const order = orderOf(stepsOf(table, shape), shape.array, shape.hash);
  const known = new Map(entries.map((entry) => [keyOf(entry.key), entry]));
  return order.flatMap((key) => known.get(key) ?? []);
}

function begin(table: Table): NonNullable<Shape['walk']> {
  const shape = shapeOf(table);
  const entries = inOrder(table, shape);
  shape.walk = { entries, places: new Map(entries.map((entry, place) => [keyOf(entry.key), place])) };
  return shape.walk;
}

ltable.luaH_next = (L, table, at) => {
  if (shapes.get(table)?.hidden === true) return refused('a walk through what a server’s sandbox holds');
  const key = L.stack[at];
  if (key === undefined || table.f === undefined) return original.luaH_next(L, table, at);
  const first = key.ttisnil();
  const walk = first ? begin(table) : (shapes.get(table)?.walk ?? begin(table));
  const place = first ? -1 : walk.places.get(keyOf(key));
  if (place === undefined) return refused('a walk through a table from a key that was not there when it began');
  for (let next = place + 1; next < walk.entries.length; next += 1) {
    const entry = walk.entries[next];
    if (entry?.value === undefined || entry.key.ttisdeadkey()) continue;
    lobject.setobj2s(L, at, entry.key);
    lobject.setobj2s(L, at + 1, entry.value);
    return true;
  }
  return false;
};

/** Which of its ends Lua gives follows from how the table grew. */
function hasHoles(table: Table, length: number): boolean {
  const { size } = table.strong;
  if (size < length) return true;
  if (size > length) return [...table.strong.keys()].some((key) => typeof key === 'number' && key > length);
  // As many as there are places, and yet not one at each of them: names beside a list with holes.
  return size <= LOOKED_AT && Array.from({ length }, (_, i) => i + 1).some((place) => !table.strong.has(place));
}

ltable.luaH_getn = (table) => {
  const length = original.luaH_getn(table);
  if (hasHoles(table, length)) refused('the length of a list with holes');
  return length;
};

/** In which Lua scripts run; to be said before the first. */
export function watchTables(L: State): void {
  lua = L;
}

export function isHidden(table: unknown): boolean {
  return typeof table === 'object' && table !== null && shapes.get(table as Table)?.hidden === true;
}

/** From now on a walk through this table is refused: it holds nothing, and a server's holds something. */
export function hide(table: object): void {
  shapeOf(table as Table).hidden = true;
}
