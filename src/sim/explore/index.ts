/**
 * The door of exploration: many runs with generated messages, timings, conditions and faults. `Explorer` does the work
 * of one thread, `explore` drives a campaign over whoever works, `reportOf` says what came of it.
 */
export { Campaign, type CampaignState, type Counted } from './campaign.ts';
export { type Case, plainnessOf, type Subject } from './case.ts';
export { caseText } from './case-text.ts';
export { askedOtherwise, compareCampaigns, type Compared, otherwiseSentence } from './compare.ts';
export { planUnder } from './contract.ts';
export { keptCases, keptReport, keptState } from './kept.ts';
export { type Times, totalMs } from './examine.ts';
export { explore, type Explored, type Progress, type Signal, type Watch } from './explore.ts';
export { Explorer } from './explorer.ts';
export {
  allMet,
  FAULTLESS_WITHIN,
  type Found,
  foundIn,
  type HindcastRow,
  hindcastRows,
  madeAfter,
  namedBy,
  WITHIN,
  withinOf,
} from './hindcast.ts';
export { measure, type Measured } from './measure.ts';
export { type Curve, drawCurve } from './rates/curve.ts';
export {
  drawMatrix,
  type Matrix,
  type MatrixColumn,
  matrixColumns,
  type MatrixCost,
  matrixRows,
} from './rates/matrix.ts';
export { type MeasuredRun, type MeasuringWatch } from './rates/measuring.ts';
export { drawSweep, gapsFrom, gridOf, type SweptRow, TAIL } from './rates/sweep.ts';
export { exampleFiles } from './scenario-file.ts';
export type { Share } from './statistics.ts';
export { modelledGaps } from './typing.ts';
export { MOST_USERS } from './generate/index.ts';
export { SLOW } from './modes/schedules.ts';
export { type Mode, MODES, type Plan } from './plan.ts';
export { demandsOn } from './proof.ts';
export { type Pool, poolOf, type StartThread, type Thread } from './pool/pool.ts';
export type { PoolRequest, PoolResponse } from './pool/protocol.ts';
export { serve } from './pool/serve.ts';
export { type CampaignReport, type LinkBase, reportOf, type ReportedFinding } from './report.ts';
