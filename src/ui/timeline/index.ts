/** The door of the timelines: two components, the view to begin with, and events in words. */
export { Timeline, type TimelineProps } from './Timeline.tsx';
export { Minimap, type MinimapProps } from './Minimap.tsx';
export { interestingView } from './layout.ts';
export { describeEvent, type Description } from './words.ts';
