/** Every text of the timelines that is not a name or a figure of the run. */
export const texts = {
  virtualTime: 'Virtual time, from the start of the run',
  virtualTimeShort: 'time',
  production: 'Production',
  baseline: 'Baseline',
  answered: (answered: number, messages: number): string =>
    `${answered.toLocaleString('en')} of ${messages.toLocaleString('en')} answered`,
  late: (count: number): string => `${count.toLocaleString('en')} late`,
  answers: (numbers: string, several: boolean): string => `answers ${several ? 'messages' : 'message'} ${numbers}`,
  answersNothing: 'answers nothing',
  partings: 'Where production and the baseline part',
  partingsShort: 'difference',
  counts: (events: number, calls: number): string =>
    `${events.toLocaleString('en')} ${events === 1 ? 'event' : 'events'}, ${calls.toLocaleString('en')} model ${calls === 1 ? 'call' : 'calls'}`,
  legend: {
    message: 'message',
    answer: 'answer',
    wait: 'quiet wait',
    lock: 'lock',
    model: 'model',
    dropped: 'dropped',
  },
  clock: (offset: string): string => `clock ${offset}`,
  clockTitle: 'How far the clock of this node is from what most clocks say',
  list: 'List',
  listTitle: 'All events as a list',
  events: 'Events',
  plot: (side: string): string => `${side} timeline: drag to move, wheel to zoom, click an event to select it`,
  playhead: 'Playhead',
  minimap: 'The whole run',
  window: 'Stretch in sight',
  density: 'zoom in to tell events apart',
} as const;
