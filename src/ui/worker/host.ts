/**
 * What a library of the simulation expects of its host and a module worker does not have. Imported before everything
 * else: ioredis-mock's build for browsers reads `window`, and its Lua asks for Node's `fs` and `path`, when they are loaded. The
 * simulation uses neither; anything else that is asked for is refused by name.
 */
const EMPTY: Readonly<Record<string, object>> = { fs: {}, path: {} };

function require(name: string): object {
  const found = EMPTY[name];
  if (found === undefined) throw new Error(`The page has no module "${name}"; the simulation must not ask for it.`);
  return found;
}

for (const [name, value] of Object.entries({ window: globalThis, require })) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true });
}

export {};
