// What a build for a browser writes in the place of names that only Node has.

/** Lua's implementation reads this when it is loaded, before there is a process. */
export const WITHOUT_PROCESS = { 'process.env.FENGARICONF': 'undefined' };

/** Left as they are: a build would put `{}` in their place, and the code under test reads its environment there. */
export const ENVIRONMENT = {
  'process.env': 'process.env',
  'global.process.env': 'globalThis.process.env',
  'globalThis.process.env': 'globalThis.process.env',
};
