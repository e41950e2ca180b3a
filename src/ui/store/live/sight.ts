/** What is in sight of a live run while the playhead follows the present. */
import type { TimeView } from '../state.ts';

const SIGHT_MS = 20_000;
/** Where nothing happens, what happened last stays in sight for so long: an empty picture tells nobody anything. */
const LONGEST_SIGHT_MS = 60_000;
const BEFORE_LAST_MS = 8_000;
/** Share of the stretch that lies ahead, and before the beginning. */
const AHEAD = 0.06;
const BEFORE = 0.03;

export function sightAt(nowMs: number, lastMs: number): TimeView {
  const reachMs = Math.min(LONGEST_SIGHT_MS, Math.max(SIGHT_MS, nowMs - lastMs + BEFORE_LAST_MS));
  const fromMs = Math.max(-reachMs * BEFORE, nowMs - reachMs);
  return { fromMs, toMs: fromMs + reachMs * (1 + BEFORE + AHEAD) };
}
