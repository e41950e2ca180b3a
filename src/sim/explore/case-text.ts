/** A case in one line: what differs from a calm run of the policy. */
import { count } from '../model/words.ts';
import type { Case } from './case.ts';

const SECOND_MS = 1_000;

export function caseText({ messages, faults, constants, profile, seed }: Case): string {
  const users = [...new Set(messages.map(({ user }) => user))];
  const typed = messages.map(
    ({ atMs, user }) => `${atMs / SECOND_MS}${users.length > 1 ? ` (${users.indexOf(user) + 1})` : ''}`,
  );
  const conditions = Object.entries(constants).map(([name, value]) => `${name}=${value}`);
  const struck = faults.map(({ fault, ...params }) =>
    [fault, ...Object.entries(params).map(([name, value]) => `${name}=${value === '' ? "''" : value}`)].join(' '),
  );
  return [
    `${count(messages.length, 'message')} at ${typed.join(', ')} s`,
    ...(conditions.length > 0 ? [`with ${conditions.join(', ')}`] : []),
    ...(struck.length > 0 ? [`faults: ${struck.join('; ')}`] : []),
    ...(profile === 'documented' ? [] : [`profile ${profile}`]),
    ...(seed === 1 ? [] : [`seed ${seed}`]),
  ].join('; ');
}
