/** Chosen: longer than any wait that a user would take for thinking. Who types on must not be kept waiting for longer. */
export const LONGEST_WAIT_MS = 30_000;
