/**
 * What can fill the page: each view is one entry here, its id in `STAGES`, its name in the texts. The header offers
 * them, the address names the one on show, and what a newcomer does not see first is loaded when it is asked for.
 */
import { lazy, type ComponentType } from 'react';
import { PhonePanes } from './PhonePanes.tsx';
import type { Stage } from './store/state.ts';
import { WidePanes } from './WidePanes.tsx';

export interface View {
  readonly Wide: ComponentType;
  readonly Phone: ComponentType;
  /** Whether it fills the window by itself: then there is no head above it. */
  readonly bare?: true;
  /** Whether it looks at the run: then the transport and its conditions are below. */
  readonly ofRun: boolean;
}

const LiveView = lazy(async () => ({ default: (await import('./live/LiveView.tsx')).LiveView }));
const LivePhoneView = lazy(async () => ({ default: (await import('./live/LiveView.tsx')).LivePhoneView }));
const Diagnose = lazy(async () => ({ default: (await import('./diagnose/Diagnose.tsx')).Diagnose }));
const Compare = lazy(async () => ({ default: (await import('./compare/Compare.tsx')).Compare }));
const Explore = lazy(async () => ({ default: (await import('./explore/Explore.tsx')).Explore }));
const MatrixView = lazy(async () => ({ default: (await import('./matrix/MatrixView.tsx')).MatrixView }));
const Sweep = lazy(async () => ({ default: (await import('./sweep/Sweep.tsx')).Sweep }));
const History = lazy(async () => ({ default: (await import('./history/History.tsx')).History }));
const Document = lazy(async () => ({ default: (await import('./document/Document.tsx')).Document }));
const Present = lazy(async () => ({ default: (await import('./present/Present.tsx')).Present }));

export const VIEWS: Readonly<Record<Stage, View>> = {
  replay: { Wide: WidePanes, Phone: PhonePanes, ofRun: true },
  compare: { Wide: Compare, Phone: Compare, ofRun: false },
  live: { Wide: LiveView, Phone: LivePhoneView, ofRun: false },
  diagnose: { Wide: Diagnose, Phone: Diagnose, ofRun: false },
  explore: { Wide: Explore, Phone: Explore, ofRun: false },
  matrix: { Wide: MatrixView, Phone: MatrixView, ofRun: false },
  sweep: { Wide: Sweep, Phone: Sweep, ofRun: false },
  history: { Wide: History, Phone: History, ofRun: false },
  document: { Wide: Document, Phone: Document, ofRun: false },
  present: { Wide: Present, Phone: Present, ofRun: false, bare: true },
};
