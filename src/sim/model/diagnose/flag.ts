/** Batching is off: the flag's value, or the list of test users. Logs 1 and 2 of the reference document. */
import { type Finding, type LogFacts, numbers, type Situation } from './finding.ts';

const TODO_VALUE =
  'Set ENABLE_REDIS_BATCHING to exactly “true” for this environment, and deploy anew: a change reaches new deployments only.';

function refusals(log: LogFacts) {
  return log.of('flag-result').filter(({ known }) => known?.values['enabled'] === 'false');
}

/** The value that was printed before that line, if one was. */
function valueBefore(log: LogFacts, number: number): { readonly value: string; readonly line: number } | undefined {
  const found = log.of('flag-value').findLast((line) => line.number < number && line.number >= number - 3);
  return found === undefined ? undefined : { value: found.known?.values['value'] ?? '', line: found.number };
}

export const flagOff: Situation = (log) => {
  const refused = refusals(log).flatMap((line) => {
    const before = valueBefore(log, line.number);
    return before === undefined || before.value.trim() === 'true' ? [] : [{ line, before }];
  });
  const [first] = refused;
  if (first === undefined) return undefined;
  const { value } = first.before;
  const unset = value === 'undefined';
  const spelling = value.trim().toLowerCase() === 'true';
  return {
    id: 'flag-off',
    title: 'The feature is not enabled',
    kind: 'broken',
    reference: 'log 1',
    lines: refused.flatMap(({ line, before }) => [before.line, line.number]),
    means: unset
      ? 'The variable does not exist in this deployment: misspelt, or not set for this environment. Every message gets a reply of its own, and no error appears anywhere.'
      : spelling
        ? `The value is "${value}", and the comparison is with "true" to the letter. Every message gets a reply of its own, and no error appears anywhere.`
        : `The value is "${value}". Every message gets a reply of its own, and no error appears anywhere.`,
    todo: TODO_VALUE,
    cannotTell: unset ? 'Whether the name is misspelt or the variable is missing: both look like this.' : '',
    scenario: 'env-typo',
  };
};

export const flagHasSpaces: Situation = (log) => {
  const refused = refusals(log).flatMap((line) => {
    const before = valueBefore(log, line.number);
    return before === undefined || before.value === 'true' || before.value.trim() !== 'true' ? [] : [{ line, before }];
  });
  const [first] = refused;
  if (first === undefined) return undefined;
  return {
    id: 'flag-spaces',
    title: 'The flag has spaces around it',
    kind: 'broken',
    reference: 'issue 7, 1',
    lines: refused.flatMap(({ line, before }) => [before.line, line.number]),
    means: `The value is "${first.before.value}", spaces included, and the code compares it without trimming.`,
    todo: 'Take the spaces out of the value, or trim it in the code; deploy anew.',
    cannotTell: 'A user who is not in the list of test users looks the same here: put the value right first.',
    scenario: 'env-spaces',
  };
};

export const userNotListed: Situation = (log) => {
  const refused = refusals(log);
  const alone = refused.filter(({ number }) => valueBefore(log, number) === undefined);
  const listed = refused.flatMap((line) => {
    const before = valueBefore(log, line.number);
    return before?.value === 'true' ? [{ line, before }] : [];
  });
  if (listed.length === 0) return alone.length === 0 ? undefined : notSaid(numbers(alone));
  return {
    id: 'user-not-listed',
    title: 'The user is not in the test group',
    kind: 'broken',
    reference: 'log 2',
    lines: listed.flatMap(({ line, before }) => [before.line, line.number]),
    means:
      'The flag is on, and batching is off for this user: the id is not in TEST_USER_IDS, to the letter. Ids are compared as texts: a leading zero makes another id.',
    todo: 'Copy the id from the “Checking batching for user” line into the list, as it stands there.',
    cannotTell: '',
    scenario: 'user-id-mismatch',
  };
};

function notSaid(lines: readonly number[]): Finding {
  return {
    id: 'off-for-some-reason',
    title: 'Batching is off, and the lines do not say why',
    kind: 'unclear',
    reference: 'log 2',
    lines,
    means:
      '“Batching enabled: false” without the line that shows the value: the flag may be off, or the user not in the list.',
    todo: 'Look for the line “ENABLE_REDIS_BATCHING env value” just before it. If it says "true", it is the list of test users.',
    cannotTell: 'Which of the two it is.',
    scenario: 'user-id-mismatch',
  };
}
