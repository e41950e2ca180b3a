/**
 * Holds imports to the table of rooms. Works on texts by path, so that a test can plant a wrong arrow without a file.
 */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import { OUTSIDE_THE_RULE, type Room } from './rooms.ts';

/** Source texts by path from the root of the repository, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

const NO_SOURCES = /\.(?:css|svg|json(?:\?raw)?)$/;

/** The paths of a row: with a star, one for each folder that is there. */
function pathOf(room: Room, file: string): string | undefined {
  if (room.flat === true) return posix.dirname(file) === room.path ? room.path : undefined;
  if (!room.path.endsWith('/*')) return file === room.path || file.startsWith(`${room.path}/`) ? room.path : undefined;
  const parent = room.path.slice(0, -1);
  if (!file.startsWith(parent)) return undefined;
  const [folder, ...inside] = file.slice(parent.length).split('/');
  return folder === undefined || inside.length === 0 ? undefined : `${parent}${folder}`;
}

interface Place {
  readonly room: Room;
  /** The room's path with its star filled in. */
  readonly path: string;
}

/** The room of a file: the row with the longest path; a row that names a folder goes before one with a star. */
export function placeOf(rooms: readonly Room[], file: string): Place | undefined {
  let best: Place | undefined;
  for (const room of rooms) {
    const path = pathOf(room, file);
    if (path === undefined) continue;
    const longer = best === undefined || path.length > best.path.length;
    const plainer = best !== undefined && path === best.path && best.room.path.endsWith('*');
    if (longer || plainer) best = { room, path };
  }
  return best;
}

function mayImport(from: Room, to: Place): boolean {
  return from.may.some((leave) =>
    leave.endsWith('/**') ? to.path.startsWith(leave.slice(0, -2)) : leave === to.path || leave === to.room.path,
  );
}

function throughDoor({ room, path }: Place, file: string): boolean {
  return room.doors === undefined || room.doors.some((door) => file === `${path}/${door}`);
}

/** The package of a specifier: `firebase/app` is of `firebase`, `@noble/hashes/sha2.js` of `@noble/hashes`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node:';
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function wrongImport(rooms: readonly Room[], sources: Sources, file: string, specifier: string): string | undefined {
  const from = placeOf(rooms, file);
  if (from === undefined) return 'is in no room of tests/support/rooms.ts';
  if (specifier === 'import(…)') return 'imports what is worked out at run time: nobody can say where it leads';
  if (!specifier.startsWith('.')) {
    const { libraries } = from.room;
    if (libraries.includes(packageOf(specifier))) return undefined;
    return `imports ${specifier}; ${from.path} may import ${libraries.join(', ') || 'no library'}`;
  }
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  const to = placeOf(rooms, target);
  if (to === undefined) return `imports ${target}, which is in no room of tests/support/rooms.ts`;
  const isThere = sources.has(target) || NO_SOURCES.test(target);
  if (to.path === from.path) return isThere ? undefined : `imports ${target}, which is not there`;
  if (!mayImport(from.room, to)) {
    return `imports ${target}; ${from.path} may import ${from.room.may.join(', ') || 'nothing of ours'}`;
  }
  if (!throughDoor(to, target)) {
    return `imports ${target} past the door of ${to.path} (${(to.room.doors ?? []).join(', ')})`;
  }
  return isThere ? undefined : `imports ${target}, which is not there`;
}

/** Every import that breaks the table, as a sentence with its place. Empty when all is well. */
export function wrongArrows(rooms: readonly Room[], sources: Sources): readonly string[] {
  const wrong: string[] = [];
  for (const [file, source] of sources) {
    if (OUTSIDE_THE_RULE.some((folder) => file.startsWith(`${folder}/`))) continue;
    if (placeOf(rooms, file) === undefined) wrong.push(`${file} is in no room of tests/support/rooms.ts`);
    for (const { specifier, line } of importsOf(source)) {
      const reason = wrongImport(rooms, sources, file, specifier);
      if (reason !== undefined) wrong.push(`${file}:${line} ${reason}`);
    }
  }
  return wrong;
}
