/** A campaign as JUnit XML: a test case for each check, and one for each thing without which it proves nothing. */
import { checks } from '../../sim/checks/index.ts';
import { type CampaignReport, demandsOn, type ReportedFinding } from '../../sim/explore/index.ts';
import { count } from '../../sim/model/words.ts';
import { commandOf } from './text.ts';

interface TestCase {
  readonly name: string;
  readonly failures: readonly { readonly message: string; readonly text: string }[];
}

export function junitOf(report: CampaignReport): string {
  const { plan, findings } = report;
  const name = `explore ${plan.aim.policy} ${plan.mode} seed ${plan.seed}`;
  const cases: readonly TestCase[] = [
    ...checks
      .filter(({ kind }) => kind !== 'comparison')
      .map(({ id }) => ({
        name: id,
        failures: findings.filter(({ check, excepted }) => check === id && !excepted).map(failureOf),
      })),
    ...demandsOn(report).map(({ id, met, sentence, found }) => ({
      name: id,
      failures: met ? [] : [{ message: `not so: ${sentence}`, text: found }],
    })),
  ];
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${cases.length}" failures="${failed}">`,
    `  <testsuite name="${escaped(name)}" tests="${cases.length}" failures="${failed}">`,
    ...cases.map((one) => caseXml(one, name)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function failureOf(finding: ReportedFinding): TestCase['failures'][number] {
  const { pattern, cause, verdict, count: times, smallest } = finding;
  const seen = `(in ${count(times, 'run')}${smallest ? '' : '; the example is not made as small as it gets'})`;
  return { message: `${pattern}: ${cause}`, text: `${[verdict, seen].join(' ').trim()}\n${commandOf(finding.link)}` };
}

function caseXml({ name, failures }: TestCase, suite: string): string {
  const head = `    <testcase name="${escaped(name)}" classname="${escaped(suite)}"`;
  if (failures.length === 0) return `${head}/>`;
  const inner = failures.map(
    ({ message, text }) => `      <failure message="${escaped(message)}">${escaped(text)}</failure>`,
  );
  return [`${head}>`, ...inner, '    </testcase>'].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
