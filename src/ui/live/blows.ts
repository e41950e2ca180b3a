/** A mark for each of the things that can be thrown. */
import { ClockAlert, Snail, Unplug, Zap } from 'lucide-react';
import type { Blow } from '../store/live/throwing.ts';

export const BLOW_ICONS = { crash: Zap, slow: Snail, skew: ClockAlert, cut: Unplug } as const satisfies Record<
  Blow,
  typeof Zap
>;
