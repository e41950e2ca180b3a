/**
 * How what runs inside fengari refuses something that is not known here: an error in Lua, which no `pcall` keeps from
 * the caller of the script. Whoever runs scripts says how, before the first.
 */
type Refuse = (what: string) => never;

let refuse: Refuse | undefined;

export function refuseBy(how: Refuse): void {
  refuse = how;
}

export function refused(what: string): never {
  if (refuse === undefined) throw new Error(`Assertion failed: a script asks for ${what}`);
  return refuse(what);
}
