/** Saving a run, opening a saved one. */
export const keep = {
  menu: 'Export',
  menuLabel: 'Export this run, or open a saved one',
  show: 'Show it to others',
  share: 'Share',
  linkAbout: 'The whole view: the run, the moment, what is selected and pinned.',
  heading: 'Save this run as',
  trace: 'Trace (JSON)',
  traceAbout: 'Everything that happened. This page and the command line open it again.',
  open: 'Open',
  openFile: 'Trace from a file…',
  openAbout:
    'Shows a saved run with its own verdicts, and runs its inputs again. To drop the file on the page does the same.',
  compare: 'Compare this run with another…',
  compareAbout: 'With its baseline, another variant, seed or policy, the run before a change, or a file.',
  longLink: (kb: number) =>
    `The link would have ${kb} kB, and many programs cut what is over 8 kB. A file of the run holds its inputs and all that happened:`,
  saveInstead: 'Save the run as a file',
  fromFile: 'from a file',
  bar: 'Run from a file',
  shown: (name: string) => `From the file “${name}”.`,
  same: (events: string) => `Its inputs, run again, give the same ${events} events:`,
  departs: (event: number, time: string) =>
    event < 0
      ? 'Its inputs, run again, depart at the first event.'
      : `Its inputs, run again, depart after event ${event}, at ${time}.`,
  departsBeside: (path: string) => `Its inputs, run again, give another trace: “${path}” differs.`,
  departsHow: (path: string, recorded: string, now: string) => `${path}: recorded ${recorded}, now ${now}`,
  nothing: 'nothing',
  stopped: 'Whether its inputs still give it is not known: that was stopped.',
  refused: (found: string) => `Its inputs cannot be run today: ${found}.`,
  recordedBar: 'The run of this link',
  recorded: (told: string) => `This run is not quite the one of which the link was made: ${told}.`,
  recordedWhy: 'The logic or the simulator has changed since, or somebody has changed the link.',
  recordedShow: (event: number) => `Show event ${event}`,
  recordedTake: 'Link to today’s run',
  runAgain: 'Run its inputs here',
  compareAgain: 'Compare with that run',
  tooLarge: (mb: number) => `${mb} MB`,
  tooLargeExpected: (mb: number) => `a file of at most ${mb} MB`,
  unread: 'a file that this browser can read',
} as const;
