/** What the regions of the page are called, for whoever hears it. */
export const landmarks = {
  scenarios: 'Scenarios',
  timelines: 'Timelines',
  inspector: 'Selected event',
  side: 'Chats, verdicts, logs, moment, story',
  transport: 'Playing',
  conditions: 'Conditions of the run',
  panes: 'Panes',
} as const;
