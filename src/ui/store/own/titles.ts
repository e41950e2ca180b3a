/** What an own scenario is called as long as nobody has given it a name. */
import type { OwnScenario } from '../../../sim/model/own-scenario.ts';

const LONGEST = 32;

/** Its own title where somebody chose one: then it differs from what would have been given. */
export function titleOf(own: OwnScenario, before: OwnScenario | null): string {
  const named = before !== null && before.title !== givenTitle(before);
  return named ? before.title : givenTitle(own);
}

export function givenTitle({ messages, faults, from }: Pick<OwnScenario, 'messages' | 'faults' | 'from'>): string {
  const [first] = messages;
  const text = first === undefined ? 'Nothing typed yet' : quoted(first.text);
  const more = messages.length < 2 ? '' : ` and ${messages.length - 1} more`;
  const hit = faults.length === 0 ? '' : `, ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`;
  return `${text}${more}${hit}${from === undefined ? '' : `, from ${from.scenario}`}`.slice(0, 120);
}

function quoted(text: string): string {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return `“${letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : text}”`;
}
