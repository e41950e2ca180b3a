/** The door of the timelines for the page. What has no component (`words.ts`, `layout.ts`) is read from its own file. */
export { Timeline } from './Timeline.tsx';
export type { LaneChoice } from './Heads.tsx';
export { Minimap } from './Minimap.tsx';
