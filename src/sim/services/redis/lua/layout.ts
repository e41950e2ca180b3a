/**
 * Where the keys of a table lie in a server's Lua, and so in which order `pairs` and `cjson.encode` see them. Lua 5.1
 * keeps the first whole numbers in an array and all other keys in a hash table, whose places follow from the keys
 * alone: from what was put in and taken out, in its order, the layout is worked out here. Source: Lua 5.1, ltable.c.
 */

/** A key by which a place can be worked out; an object's place is its address, which nobody knows. */
export type Key = string | number | boolean;

/** What has been done to a table: keys set that were not there, and keys set to nil, whether they were there or not. */
export interface Step {
  readonly key: Key;
  readonly gone: boolean;
}

interface Place {
  key: Key | undefined;
  live: boolean;
  next: number | undefined;
}

const MOST_BITS = 26;

/** As Lua 5.1 hashes a text (each character of `text` is a byte). */
function hashOf(text: string): number {
  let hash = text.length >>> 0;
  const step = (text.length >> 5) + 1;
  for (let at = text.length; at >= step; at -= step) {
    hash = (hash ^ (((hash << 5) >>> 0) + (hash >>> 2) + text.charCodeAt(at - 1))) >>> 0;
  }
  return hash;
}

const words = new DataView(new ArrayBuffer(8));

function sumOfWords(number: number): number {
  words.setFloat64(0, number, true);
  return (words.getUint32(0, true) + words.getUint32(4, true)) >>> 0;
}

function isIndex(key: Key): key is number {
  return typeof key === 'number' && Number.isInteger(key) && key >= 1 && key <= 2 ** MOST_BITS;
}

/** The exponent of the smallest power of two that is not below. */
function logOf(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}

class Layout {
  #array: boolean[];
  #places: Place[] = [];
  #lastFree = 0;

  constructor(array: number, hash: number) {
    this.#array = Array.from({ length: array }, () => false);
    this.#makePlaces(hash);
  }

  set(key: Key): void {
    if (isIndex(key) && key <= this.#array.length) this.#array[key - 1] = true;
    else {
      const place = this.#find(key);
      if (place === undefined) this.#insert(key);
      else place.live = true;
    }
  }

  /** Who takes out what is not there makes a place for it all the same. */
  remove(key: Key): void {
    if (this.#find(key) === undefined) this.set(key);
    if (isIndex(key) && key <= this.#array.length) this.#array[key - 1] = false;
    else {
      const place = this.#find(key);
      if (place !== undefined) place.live = false;
    }
  }

  get keys(): readonly Key[] {
    const indices = this.#array.flatMap((held, i) => (held ? [i + 1] : []));
    return [...indices, ...this.#places.flatMap(({ key, live }) => (live && key !== undefined ? [key] : []))];
  }

  #makePlaces(count: number): void {
    const size = count === 0 ? 0 : 2 ** logOf(count);
    this.#places = Array.from({ length: size }, () => ({ key: undefined, live: false, next: undefined }));
    this.#lastFree = size;
  }

  /** Where the key lies if nobody is there. */
  #mainPlace(key: Key): number {
    const size = this.#places.length;
    if (typeof key === 'string') return hashOf(key) & (size - 1);
    if (typeof key === 'boolean') return Number(key) & (size - 1);
    return key === 0 ? 0 : sumOfWords(key) % ((size - 1) | 1);
  }

  #find(key: Key): Place | undefined {
    if (this.#places.length === 0) return undefined;
    let at: number | undefined = this.#mainPlace(key);
    while (at !== undefined) {
      const place: Place | undefined = this.#places[at];
      if (place?.key === key) return place;
      at = place?.next;
    }
    return undefined;
  }

  #free(): number | undefined {
    while (this.#lastFree > 0) {
      this.#lastFree -= 1;
      if (this.#places[this.#lastFree]?.key === undefined) return this.#lastFree;
    }
    return undefined;
  }

  #insert(key: Key): void {
    const main = this.#places.length === 0 ? undefined : this.#mainPlace(key);
    const held = main === undefined ? undefined : this.#places[main];
    if (main === undefined || held === undefined) this.#grow(key);
    else if (!held.live) Object.assign(held, { key, live: true });
    else {
      const free = this.#free();
      const place = free === undefined ? undefined : this.#places[free];
      if (free === undefined || place === undefined) {
        this.#grow(key);
        return;
      }
      const rightful = held.key === undefined ? main : this.#mainPlace(held.key);
      if (rightful === main) {
        // Both belong here: the new one goes elsewhere, next in the chain.
        Object.assign(place, { key, live: true, next: held.next });
        held.next = free;
      } else {
        // Who lies here belongs elsewhere, and makes room.
        let before: Place | undefined = this.#places[rightful];
        while (before?.next !== undefined && before.next !== main) before = this.#places[before.next];
        if (before !== undefined) before.next = free;
        Object.assign(place, held);
        Object.assign(held, { key, live: true, next: undefined });
      }
    }
  }

  /** Counts again what belongs into the array, with the new key, and lays everything out anew. */
  #grow(key: Key): void {
    const held = this.keys;
    const all = [...held, key];
    const [array, inArray] = arrayFor(all);
    const [oldArray, oldPlaces] = [this.#array, this.#places];
    this.#array = Array.from({ length: array }, (_, i) => oldArray[i] ?? false);
    this.#makePlaces(all.length - inArray);
    for (let i = array; i < oldArray.length; i += 1) if (oldArray[i] === true) this.set(i + 1);
    for (const place of oldPlaces.toReversed()) if (place.live && place.key !== undefined) this.set(place.key);
    this.set(key);
  }
}

/** The largest power of two of which more than half the places would be taken; and how many of the keys lie there. */
function arrayFor(keys: readonly Key[]): readonly [size: number, inArray: number] {
  const counts: number[] = Array.from({ length: MOST_BITS + 1 }, () => 0);
  let indices = 0;
  for (const key of keys) {
    if (!isIndex(key)) continue;
    indices += 1;
    const slice = logOf(key);
    counts[slice] = (counts[slice] ?? 0) + 1;
  }
  let [size, inArray, sum] = [0, 0, 0];
  for (let bits = 0, power = 1; power / 2 < indices; bits += 1, power *= 2) {
    const count = counts[bits] ?? 0;
    if (count > 0) {
      sum += count;
      if (sum > power / 2) [size, inArray] = [power, sum];
    }
    if (sum === indices) break;
  }
  return [size, inArray];
}

/** The order in which a server's Lua goes through the table that was made so, with room for so many as it began. */
export function orderOf(steps: readonly Step[], array: number, hash: number): readonly Key[] {
  const layout = new Layout(array, hash);
  for (const { key, gone } of steps) {
    if (gone) layout.remove(key);
    else layout.set(key);
  }
  return layout.keys;
}
