/**
 * The door of exploration: many runs with generated messages, timings, conditions and faults. `Explorer` does the work
 * of one thread, `explore` drives a campaign over whoever works, `reportOf` says what came of it.
 */
export { Campaign, type CampaignState, type Counted } from './campaign.ts';
export type { Case, Subject } from './case.ts';
export { compareCampaigns, type Compared } from './compare.ts';
export { type Times, totalMs } from './examine.ts';
export { explore, type Executor, type Explored, type Progress, type Signal, type Watch } from './explore.ts';
export { Explorer, type Ground, type Job, type Outcome, type ShrunkFailure } from './explorer.ts';
export { measure, type Measured } from './measure.ts';
export { measuredGaps, modelledGaps, typedConversation } from './typing.ts';
export { quantile, type Share, shareOf } from './statistics.ts';
export { MOST_USERS } from './generate/index.ts';
export type { Failure } from './pattern/index.ts';
export { MODES, type Plan } from './plan.ts';
export { type CampaignReport, type LinkBase, reportOf, type ReportedFinding } from './report.ts';
