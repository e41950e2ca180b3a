/** Commands on lists: the one that the messages wait in. */
import { type Command, type CommandContext, integer, listAt, type Reply, ReplyError } from './command.ts';

const MANY = Number.POSITIVE_INFINITY;

/** The part of a list from `start` to `stop`, both counted from the end where negative. */
function range(list: readonly string[], start: number, stop: number): readonly string[] {
  const from = start < 0 ? Math.max(0, list.length + start) : start;
  const to = stop < 0 ? list.length + stop : stop;
  return to < from ? [] : list.slice(from, to + 1);
}

function whole(key: string, list: readonly string[], { store, changed }: CommandContext): void {
  store.set(key, list);
  const expiresAtMs = store.expiry(key);
  if (list.length === 0) changed({ op: 'delete', key });
  else changed({ op: 'set', key, value: list, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) });
}

function push(side: 'left' | 'right', onlyIfThere: boolean): Command['run'] {
  return ([key = '', ...values], context) => {
    const held = listAt(context.store, key);
    if (held === undefined && onlyIfThere) return 0;
    const before = held ?? [];
    if (side === 'left') {
      whole(key, [...values.toReversed(), ...before], context);
    } else {
      context.store.set(key, [...before, ...values]);
      context.changed({ op: 'push', key, values });
    }
    return before.length + values.length;
  };
}

function pop(side: 'left' | 'right'): Command['run'] {
  return ([key = '', wanted], context): Reply => {
    const count = wanted === undefined ? undefined : integer(wanted);
    if (count !== undefined && count < 0) throw new ReplyError('ERR value is out of range, must be positive');
    const list = listAt(context.store, key);
    if (list === undefined) return null;
    const many = Math.min(count ?? 1, list.length);
    const taken = side === 'left' ? list.slice(0, many) : list.slice(list.length - many).toReversed();
    if (many > 0) whole(key, side === 'left' ? list.slice(many) : list.slice(0, list.length - many), context);
    return count === undefined ? (taken[0] ?? null) : taken;
  };
}

export const LIST_COMMANDS: Readonly<Record<string, Command>> = {
  RPUSH: { min: 2, max: MANY, run: push('right', false) },
  LPUSH: { min: 2, max: MANY, run: push('left', false) },
  RPUSHX: { min: 2, max: MANY, run: push('right', true) },
  LPUSHX: { min: 2, max: MANY, run: push('left', true) },
  LPOP: { min: 1, max: 2, run: pop('left') },
  RPOP: { min: 1, max: 2, run: pop('right') },
  LLEN: { min: 1, max: 1, run: ([key = ''], { store }) => listAt(store, key)?.length ?? 0 },
  LRANGE: {
    min: 3,
    max: 3,
    run: ([key = '', start, stop], { store }) => {
      const [from, to] = [integer(start), integer(stop)];
      return range(listAt(store, key) ?? [], from, to);
    },
  },
  LTRIM: {
    min: 3,
    max: 3,
    run: ([key = '', start, stop], context) => {
      const [from, to] = [integer(start), integer(stop)];
      const list = listAt(context.store, key);
      if (list !== undefined) whole(key, range(list, from, to), context);
      return 'OK';
    },
  },
};
