/** What goes over the simulated wire. */

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a call ended for the node that made it. A call may also never end. */
export type CallOutcome =
  | { readonly kind: 'answer'; readonly answer: WireAnswer; /** The head came, the body never does. */ readonly stalled?: boolean }
  | { readonly kind: 'failure'; readonly error: string };

/** Stops listening to a call: the other side goes on all the same. */
export type HangUp = () => void;
