/** The keys. */
export const keys = {
  heading: 'Keys',
  close: 'Close',
  list: [
    ['Space', 'play or stop'],
    ['← →', 'to the event before, to the next'],
    ['Shift ← →', 'to the message or reply before, to the next'],
    ['+ −', 'zoom in, zoom out'],
    ['0', 'the whole run'],
    ['F', 'the first failure'],
    ['B', 'what the baseline did'],
    ['/', 'filter the scenarios'],
    ['Ctrl K', 'find an event, a node or a scenario'],
    ['Ctrl Z', 'take the last change back'],
    ['Ctrl Shift Z', 'make it again'],
    ['Esc', 'let go of the selection'],
    ['?', 'this list'],
    ['T', 'live: type a message'],
    ['X', 'live: to the faults that can be thrown'],
    ['N', 'live: back to now'],
  ],
} as const;
