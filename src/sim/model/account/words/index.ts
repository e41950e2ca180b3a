/** The catalogue of an account's words. */
export { lockWords, why } from './why.ts';
export { outcome } from './outcome.ts';
export { turns } from './turns.ts';
