/**
 * The values of an option, which are taken out of the words of a command: what is left goes on as it is.
 *
 * @param {string[]} words Loses the option and its values.
 * @param {string} name
 */
export function taken(words, name) {
  /** @type {string[]} */
  const values = [];
  for (let i = words.indexOf(name); i !== -1; i = words.indexOf(name)) values.push(words.splice(i, 2)[1] ?? '');
  return values;
}
