/**
 * What a policy does not promise: counted and shown where it is met, and no failure of a campaign. And a campaign's plan
 * with the contract of its policy in it.
 */
import { MITIGATED } from '../model/mitigations.ts';
import type { Aim } from './generate/index.ts';
import type { Mode, Plan } from './plan.ts';

interface Contract {
  /** What it does not promise, as `check/pattern`. */
  readonly excepted: readonly string[];
  /** Constants that it is not made for below this. */
  readonly least: Readonly<Record<string, number>>;
}

/**
 * The hardened policy repeats a reply (in the same words) where nobody could know that the Send had arrived, or the network
 * delivers it twice, and such a repeat stands once in the history. It calls no request back: one that was under way when
 * its processor was given up may arrive beside the next one's work. Whoever types on while a fault, a publish that is on
 * its way for more than 5 s, or work on what he sent before holds his messages up waits as long as everybody else. Faults
 * that outlast all retries of a trigger leave a batch until its user's next message; so does a clock that is further from
 * QStash's than a signature is believed for. It goes by Messenger's stamps, and is made for functions that may take a
 * minute.
 */
const CONTRACTS: Readonly<Record<string, Contract>> = {
  [MITIGATED]: {
    excepted: [
      ...['send-unclear', 'send-delivered-twice'].flatMap((pattern) => [
        `answered-once/${pattern}`,
        `history-complete/${pattern}`,
      ]),
      ...(['custody', 'messages-kept', 'answered', 'no-silent-drop', 'history-complete'] as const).flatMap((check) => [
        `${check}/retries-used-up`,
        `${check}/clock-beyond-tolerance`,
      ]),
      'one-processor/call-under-way',
      'waits-bounded/held-up',
      'order-kept/stamped-otherwise',
    ],
    least: { 'platform.maxDurationMs': 60_000 },
  },
};

export function planUnder(aim: Omit<Aim, 'least'>, mode: Mode, seed: number): Plan {
  const contract = CONTRACTS[aim.policy];
  return {
    mode,
    seed,
    aim: contract === undefined ? aim : { ...aim, least: contract.least },
    excepted: contract?.excepted ?? [],
  };
}
