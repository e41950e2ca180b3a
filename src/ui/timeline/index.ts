/** The door of the timelines for the page. What has no component (`words`, `layout`) is read from its own folder. */
export { Timeline } from './Timeline.tsx';
export type { LaneChoice } from './lanes/LaneHeads.tsx';
export { lanes } from './lanes/use-arrangement.ts';
export { Minimap } from './minimap/Minimap.tsx';
export type { Bench, Grip, Move, ScreenPoint, Spot } from './grips/grip.ts';
export { handMoves } from './input/motion.ts';
