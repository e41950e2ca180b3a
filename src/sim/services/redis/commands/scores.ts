/** How a server prints a score. */
import { general } from '../numbers.ts';

const SCORE_DIGITS = 17;

export const printed = (score: number): string => general(score, SCORE_DIGITS);
