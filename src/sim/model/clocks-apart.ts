/**
 * Chosen: the clocks of those who work together are not further apart than this, and what is signed by one and read by
 * another must be believed as far as here. Code that bears less is wrong; what goes wrong beyond it is no code's fault.
 * RFC 7519 allows "no more than a few minutes".
 */
export const CLOCKS_APART_S = 60;
