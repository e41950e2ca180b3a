/** What a policy does not promise: counted and shown where it is met, and no failure of a campaign. */
import { MITIGATED } from '../model/mitigations.ts';

export interface Contract {
  /** What it does not promise, as `check/pattern`. */
  readonly excepted: readonly string[];
  /** Constants that it is not made for below this. */
  readonly least: Readonly<Record<string, number>>;
}

/**
 * The hardened policy repeats a reply (in the same words) where nobody could know that the Send had arrived, or the network
 * delivers it twice, and such a repeat stands once in the history; it goes by Messenger's stamps, and is made for functions that may take a minute.
 */
const CONTRACTS: Readonly<Record<string, Contract>> = {
  [MITIGATED]: {
    excepted: [
      ...['send-unclear', 'send-delivered-twice'].flatMap((pattern) => [
        `answered-once/${pattern}`,
        `history-complete/${pattern}`,
      ]),
      'order-kept/stamped-otherwise',
    ],
    least: { 'platform.maxDurationMs': 60_000 },
  },
};

export function contractOf(policy: string): Contract | undefined {
  return CONTRACTS[policy];
}
