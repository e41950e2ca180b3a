import { IN_CODE } from './in-code.mjs';
import { IN_REDIS } from './in-redis.mjs';

/**
 * Planted bugs: small changes of the logic that policy `hardened` runs, as somebody might make them. Exploration has to
 * catch each. `was` stands exactly once in its file (below src/batching); where it no longer does, whoever changed the
 * code changes the mutant with it. `uncaught` says why no check breaks, where none does.
 *
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} file
 * @property {string} was
 * @property {string} becomes
 * @property {string} bug What is wrong with it, in a sentence.
 * @property {string} [uncaught]
 */

/** @type {readonly Mutant[]} */
export const MUTANTS = [...IN_REDIS, ...IN_CODE];
