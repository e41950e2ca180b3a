/**
 * What the simulated services imitate, as a table of facts: each is a sentence, the place that it comes from, and a
 * test that fails where the simulation does otherwise. The tests run the tables (`facts.test.ts`), and docs/services.md
 * is generated from them (`page.ts`): the page says nothing that no test holds to.
 */

export interface Fact {
  /** A sentence without its full stop. */
  readonly fact: string;
  /** A vendor's page, an issue, or "measured" on the client named by the table. */
  readonly source: string;
  /** Throws where it does not hold. */
  readonly holds: () => void | Promise<void>;
}

/** What a user might look for and not find. It is refused loudly. */
export interface Refused {
  readonly what: string;
  /** Throws where it is not refused with what was sent. */
  readonly refuses: () => void | Promise<void>;
}

export interface ServiceFacts {
  /** As in the names of its constants: `qstash`. */
  readonly id: string;
  readonly title: string;
  /** The client library that the tests use, with its version. */
  readonly through: string;
  readonly facts: readonly Fact[];
  readonly refused: readonly Refused[];
  /** What differs although nothing refuses it: a sentence each. */
  readonly remarks: readonly string[];
}
