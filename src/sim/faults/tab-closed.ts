/** The one failure that the single tab can have: it is closed, and what waited in it is gone. */
import { defineFault } from './fault.ts';
import { ms } from './params.ts';

export const tabClosed = defineFault({
  id: 'tab-closed',
  title: 'Tab closed',
  sentence: 'The baseline’s tab is closed: its queue and its timers are gone.',
  params: [ms('atMs', 1_000, 'When it is closed.')],
  begins: 'atMs',
  start: ({ atMs }, world) => world.closeTab(atMs, 'the tab is closed'),
});
