/**
 * `audit`: what the reference document says, claim by claim, and what happens. Each claim stands with the scenario that
 * tests it; that scenario's variants are run, and the claim's verdict counts only where every one of them shows the
 * verdicts that it must. A claim whose scenario shows something else is `unconfirmed`, and then the audit ends with 1.
 */
import { resolveInputs } from '../../sim/index.ts';
import type { Claim, Scenario } from '../../sim/model/scenario.ts';
import type { CheckId, Outcome } from '../../sim/model/verdict.ts';
import { count } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import type { CommandLine } from '../options.ts';
import { runAndJudge, standingOf } from '../report.ts';

export interface AuditEvent {
  readonly variant: string;
  readonly check: CheckId;
  readonly verdict: Outcome;
  readonly eventIds: readonly number[];
}

export interface AuditedClaim {
  readonly claim: string;
  readonly reference: string;
  readonly scenario: string;
  readonly verdict: Claim['verdict'] | 'unconfirmed';
  readonly because: string;
  /** What the runs showed that proves it: broken checks, and whatever is not as the scenario has it. */
  readonly events: readonly AuditEvent[];
}

/** Its figures are counted nowhere: no run can say anything about them. */
const NO_DATA = 'rests on no data';

export async function audit(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const audited: AuditedClaim[] = [];
  for (const scenario of bench.scenarios) {
    if (scenario.claims.length === 0) continue;
    const { asExpected, events } = await runsOf(scenario, bench);
    for (const { says, verdict, because } of scenario.claims) {
      audited.push({
        claim: says,
        reference: scenario.reference,
        scenario: scenario.id,
        verdict: verdict === NO_DATA || asExpected ? verdict : 'unconfirmed',
        because,
        events: verdict === NO_DATA ? [] : events,
      });
    }
  }
  io.out(line.switches.includes('json') ? JSON.stringify(audited, null, 2) : auditText(audited));
  return audited.some(({ verdict }) => verdict === 'unconfirmed') ? EXIT.differs : EXIT.ok;
}

async function runsOf(
  scenario: Scenario,
  bench: Bench,
): Promise<{ readonly asExpected: boolean; readonly events: readonly AuditEvent[] }> {
  let asExpected = true;
  const events: AuditEvent[] = [];
  for (const variant of scenario.variants) {
    const { inputs } = resolveInputs(scenario, variant.id, {}, bench.app);
    const { report } = await runAndJudge(bench, inputs, variant.expected);
    for (const judged of report.verdicts) {
      const { check, verdict, eventIds } = judged;
      const differs = standingOf(judged) !== 'as expected';
      if (differs) asExpected = false;
      if (differs || verdict === 'broken') events.push({ variant: variant.id, check, verdict, eventIds });
    }
  }
  return { asExpected, events };
}

const ORDER: readonly AuditedClaim['verdict'][] = ['unconfirmed', 'does not hold', 'holds only if', 'holds', NO_DATA];

function auditText(audited: readonly AuditedClaim[]): string {
  const groups = ORDER.flatMap((verdict) => {
    const own = audited.filter((one) => one.verdict === verdict);
    return own.length === 0
      ? []
      : [[`${verdict.toUpperCase()} (${count(own.length, 'claim')})`, ...own.map(claimText)].join('\n')];
  });
  return [`What the document says, and what happens: ${count(audited.length, 'claim')}`, ...groups].join('\n\n');
}

function claimText({ claim, because, scenario, reference, events }: AuditedClaim): string {
  const broken = [...new Set(events.filter(({ verdict }) => verdict === 'broken').map(({ check }) => check))];
  return [
    `  ${claim}`,
    `    ${because}`,
    `    ${scenario} (${reference})${broken.length === 0 ? '' : `; broken: ${broken.join(', ')}`}`,
  ].join('\n');
}
