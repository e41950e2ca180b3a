/** The diagnosis of a pasted log, and the check-list of the set-up. */
import { count } from '../../sim/model/words.ts';

export const diagnose = {
  heading: 'Diagnose a deployment',
  about:
    'Paste the log of a real deployment: with or without times, colours, other people’s lines between. The page says what it shows, what to do, what it cannot tell, and opens the scenario that reproduces it.',
  stays:
    'Nothing leaves this page: it has no server, its Content-Security-Policy allows no request to any other host, and what you paste goes neither into the address nor into the browser’s storage.',
  log: 'Log lines',
  paste: 'Paste log lines here, for example the output of “vercel logs”',
  example: 'Paste an example',
  examples: {
    flagOff: 'Log 1: the feature is not enabled',
    notListed: 'Log 2: the user is not in the test group',
    redis: 'Log 3: Redis failed',
    token: 'Log 4: no token for QStash',
    deduplicated: 'Log 5: deduplication works',
    twoLocks: 'Log 6: two processors',
    mess: 'With times, in a mess',
  },
  clear: 'Clear',
  empty: 'Nothing is pasted yet. Paste a log at the left, or an example.',
  read: (known: number, others: number) =>
    `${count(known, 'line')} of the batching logic, ${count(others, 'line')} of somebody else`,
  nothing: 'None of the lines is one that the batching logic prints.',
  nothingAbout:
    'Look for lines with “[REDIS]”, “[REDIS BATCH]” or “Checking batching for user”. If there are none, the webhook was not called, or its log is another one.',
  noSituation: 'The lines are the logic’s, and show none of the situations that are known.',
  noSituationAbout: 'That says nothing against the run: what is lost on the way often leaves no line.',
  cut: (most: string) => `The log is longer than ${most} characters. What comes after them was not read.`,
  findings: 'What the lines show',
  kinds: { broken: 'Broken', unclear: 'Unclear', good: 'Good' },
  reference: (reference: string) => `document: ${reference}`,
  means: 'It means',
  todo: 'What to do',
  cannotTell: 'What the lines cannot tell',
  evidence: 'The lines that show it',
  moreLines: (more: number) => `and ${count(more, 'more line')}`,
  open: (id: string) => `Open ${id}`,
  opens: 'The scenario that reproduces it',
  lines: 'The lines, as read',
  line: (number: number) => `Line ${number}`,
  linesAbout: 'Highlighted: what a finding rests on. Grey: somebody else’s.',
  timing: 'The times in the log',
  timingAbout: (messages: number, users: number, length: string) =>
    `${count(messages, 'message')} of ${count(users, 'user')} within ${length}. Their texts are not in a log, so they are numbered; the users’ ids and the times go into the address of the run, as with every run.`,
  noTiming: 'No message in these lines has a time, so their timing cannot be rebuilt.',
  rebuild: 'Rebuild the timing',
  rebuildAbout: 'Runs these messages at these times, batching on for the users for whom the log says so.',
} as const;
