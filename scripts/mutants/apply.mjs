/**
 * Puts one planted bug into the code while it is bundled. A mutant that does not apply to exactly one place of one file
 * fails: a list that has gone stale must not pass for one that is caught.
 */

/** @typedef {import('./list.mjs').Mutant} Mutant */

/**
 * @param {string} code
 * @param {Mutant} mutant
 */
function mutated(code, { id, file, was, becomes }) {
  const places = code.split(was).length - 1;
  if (places !== 1) throw new Error(`Mutant ${id}: what it changes stands ${places} times in src/batching/${file}`);
  if (was === becomes) throw new Error(`Mutant ${id} changes nothing`);
  return code.replace(was, () => becomes);
}

/**
 * @param {Mutant} mutant
 * @returns {import('vite').Plugin}
 */
export function planting(mutant) {
  let planted = false;
  return {
    name: 'planted-bug',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(`/src/batching/${mutant.file}`)) return undefined;
      planted = true;
      return mutated(code, mutant);
    },
    buildEnd(error) {
      if (error === undefined && !planted)
        throw new Error(`Mutant ${mutant.id}: src/batching/${mutant.file} was not met`);
    },
  };
}
