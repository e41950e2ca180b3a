/**
 * The reference document's table "test simulator and production", row by row in our words, each with the scenarios
 * that prove or refute it.
 */
export interface ComparisonRow {
  readonly aspect: string;
  /** What the document says of the single tab. */
  readonly tab: string;
  /** What it says of production. */
  readonly production: string;
  /** What the simulation shows of it. */
  readonly shown: string;
  readonly scenarios: readonly string[];
}

export const COMPARISON: readonly ComparisonRow[] = [
  {
    aspect: 'State',
    tab: 'one object in memory',
    production: 'spread over Redis, Firestore and QStash',
    shown: 'True: the list can be full while nothing that would read it is left.',
    scenarios: ['requeue-deduplicated', 'second-burst-stranded'],
  },
  {
    aspect: 'Timing',
    tab: 'an exact local timer',
    production: 'QStash’s delay and the network',
    shown:
      'True, and coarser: the client rounds delays to whole seconds, and the age is looked at later than it is due.',
    scenarios: ['rapid-burst', 'requeue-deduplicated'],
  },
  {
    aspect: 'Concurrency',
    tab: 'one thread',
    production: 'several instances',
    shown: 'True: each message may meet an instance of its own.',
    scenarios: ['rapid-burst', 'lock-expires-early'],
  },
  {
    aspect: 'Races',
    tab: 'impossible',
    production: 'possible, held off by locks',
    shown: 'A lapsed lock alone does nothing: it takes a second trigger as well.',
    scenarios: ['lock-expires-early', 'foreign-lock-release'],
  },
  {
    aspect: 'Message loss',
    tab: 'impossible',
    production: 'when Redis or Firestore fails',
    shown: 'Refuted twice: production loses replies with every service well, and a closed tab loses its queue.',
    scenarios: ['requeue-deduplicated', 'tab-closed'],
  },
  {
    aspect: 'Deduplication',
    tab: 'not needed',
    production: 'QStash, 90 s',
    shown: 'It is what breaks most: whatever is published within the window is accepted and dropped.',
    scenarios: ['second-burst-stranded', 'dedup-window-expiry'],
  },
  {
    aspect: 'Clock',
    tab: 'one clock',
    production: 'several, kept together by NTP',
    shown: 'A clock that is off ends in silence, not in a loop.',
    scenarios: ['clock-skew', 'signature-under-skew'],
  },
  {
    aspect: 'Network',
    tab: 'no calls',
    production: 'Messenger, functions, QStash, Redis',
    shown: 'The tab calls the model too. In production every leg can be slow, lost or repeated.',
    scenarios: ['redis-unreachable', 'push-applied-twice'],
  },
  {
    aspect: 'Failures',
    tab: 'the browser crashes',
    production: 'any part may fail',
    shown: 'True, and the harm is often done by what happens afterwards.',
    scenarios: ['tab-closed', 'openai-error', 'processor-crash-loses-messages'],
  },
];
