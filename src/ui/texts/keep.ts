/** Saving a run, opening a saved one. */
export const keep = {
  menu: 'Export',
  menuLabel: 'Export this run, or open a saved one',
  heading: 'Save this run as',
  trace: 'Trace (JSON)',
  traceAbout: 'Everything that happened. This page and the command line open it again.',
  open: 'Open',
  openFile: 'Trace from a file…',
  openAbout:
    'Shows a saved run with its own verdicts, and runs its inputs again. To drop the file on the page does the same.',
  compare: 'Compare this run with another…',
  compareAbout: 'With its baseline, another variant, seed or policy, the run before a change, or a file.',
} as const;
