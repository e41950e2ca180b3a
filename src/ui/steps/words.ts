/** What was changed, in words: two sets of conditions held against each other. Pure. */
import { DEFAULT_USER, type FaultInput, type TypedMessage, type Values } from '../../sim/model/scenario.ts';
import { atTime, spoken, withUnit } from '../format.ts';
import { texts } from '../texts.ts';
import type { Description, FaultDescription, Overrides } from '../worker/protocol.ts';
import { aimOf, sameFault } from '../store/aims.ts';

/** A scenario's own messages and faults: where a change says nothing of them, these count. */
export interface Basis {
  readonly messages: readonly TypedMessage[];
  readonly faults: readonly FaultInput[];
}

type Known = Pick<Description, 'app' | 'constants' | 'faults'>;

/** More than this in one step (a cure, a diagnosis) is counted. */
const MOST_WORDS = 2;

export function changeWords(before: Overrides, after: Overrides, basis: Basis, known: Known): string {
  const { steps } = texts;
  const words = [
    ...messageWords(before.messages ?? basis.messages, after.messages ?? basis.messages),
    ...faultWords(before.faults ?? basis.faults, after.faults ?? basis.faults, known.faults),
    ...(before.policy === after.policy ? [] : [steps.policy(after.policy)]),
    ...valueWords(before.settings, after.settings, known.app.settings),
    ...valueWords(before.constants, after.constants, known.constants),
    ...(before.profile === after.profile ? [] : [steps.profile(after.profile)]),
    ...(before.seed === after.seed ? [] : [steps.seed(after.seed)]),
  ];
  if (Object.keys(after).length === 0 && words.length !== 1) return steps.reset;
  const shown = words.slice(0, MOST_WORDS);
  if (shown.length === 0) return steps.again;
  return words.length > MOST_WORDS ? steps.andMore(shown.join(', '), words.length - MOST_WORDS) : shown.join(', ');
}

function messageWords(before: readonly TypedMessage[], after: readonly TypedMessage[]): readonly string[] {
  const { steps } = texts;
  const added = extra(before, after, sameMessage);
  const removed = extra(after, before, sameMessage);
  const [one] = added;
  const [other] = removed;
  if (one === undefined && other === undefined) return [];
  if (one !== undefined && other === undefined && added.length === 1)
    return [steps.typed(shortened(one.text), atTime(one.atMs))];
  if (one === undefined && other !== undefined && removed.length === 1)
    return [steps.messageRemoved(numberOf(other, before))];
  if (one === undefined || other === undefined || added.length > 1 || removed.length > 1)
    return [steps.messages(after.length)];
  const number = numberOf(other, before);
  if (one.text !== other.text) return [steps.messageSays(number, shortened(one.text))];
  return [
    one.atMs === other.atMs
      ? steps.messageOf(number, one.user ?? '')
      : steps.moved(steps.message(number), atTime(one.atMs)),
  ];
}

function sameMessage(one: TypedMessage, other: TypedMessage): boolean {
  const user = ({ user: named = DEFAULT_USER }: TypedMessage): string => named;
  return one.atMs === other.atMs && one.text === other.text && user(one) === user(other);
}

/** As the drawing numbers it: in the order in which they are typed. */
function numberOf(message: TypedMessage, list: readonly TypedMessage[]): number {
  return list.toSorted((a, b) => a.atMs - b.atMs).indexOf(message) + 1;
}

const LONGEST = 24;

function shortened(text: string): string {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : text;
}

function faultWords(
  before: readonly FaultInput[],
  after: readonly FaultInput[],
  catalogue: readonly FaultDescription[],
): readonly string[] {
  const { steps } = texts;
  const same = (one: FaultInput, other: FaultInput): boolean => {
    const description = catalogue.find(({ id }) => id === one.fault);
    return description !== undefined && sameFault(one, other, description);
  };
  const added = extra(before, after, same);
  const removed = extra(after, before, same);
  const [one] = added;
  const [other] = removed;
  if (one === undefined && other === undefined) return [];
  if (one !== undefined && other === undefined && added.length === 1) return [addedWords(one, catalogue)];
  if (one === undefined && other !== undefined && removed.length === 1)
    return [steps.removed(titleOf(other, catalogue))];
  if (one === undefined || other === undefined || added.length > 1 || removed.length > 1 || one.fault !== other.fault)
    return [steps.faults(after.length)];
  return [changedWords(other, one, catalogue)];
}

function addedWords(fault: FaultInput, catalogue: readonly FaultDescription[]): string {
  const description = catalogue.find(({ id }) => id === fault.fault);
  const aim = description === undefined ? undefined : aimOf(fault, description);
  const timed = aim !== undefined && aim.kind !== 'start' && aim.kind !== 'message';
  return texts.steps.added(titleOf(fault, catalogue), timed ? atTime(aim.atMs) : null);
}

function changedWords(before: FaultInput, after: FaultInput, catalogue: readonly FaultDescription[]): string {
  const { steps } = texts;
  const title = titleOf(after, catalogue);
  const description = catalogue.find(({ id }) => id === after.fault);
  if (description === undefined) return steps.faultChanged(title, '');
  const [was, is] = [aimOf(before, description), aimOf(after, description)];
  if (was.atMs !== is.atMs) return steps.moved(title, atTime(is.atMs));
  if (was.endMs !== is.endMs) return is.endMs === null ? steps.endless(title) : steps.ends(title, atTime(is.endMs));
  if (was.nth !== is.nth) return steps.aboutMessage(title, is.nth);
  const changed = description.params.filter(
    ({ name, default: usual }) => (before[name] ?? usual) !== (after[name] ?? usual),
  );
  const [spec] = changed;
  const value = spec === undefined ? '' : `${spoken(spec.name)} ${withUnit(spec, after[spec.name] ?? spec.default)}`;
  return steps.faultChanged(title, value);
}

function titleOf({ fault }: FaultInput, catalogue: readonly FaultDescription[]): string {
  return catalogue.find(({ id }) => id === fault)?.title ?? fault;
}

/** What the second list has and the first has not, counting equal ones by how many there are. */
function extra<T>(first: readonly T[], second: readonly T[], same: (one: T, other: T) => boolean): readonly T[] {
  const left = [...first];
  return second.filter((item) => {
    const at = left.findIndex((each) => same(each, item));
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
}

function valueWords(before: Values = {}, after: Values = {}, specs: Description['app']['settings']): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const value = after[name];
    if (before[name] === value) return [];
    const spec = specs.find((each) => each.name === name);
    const said = value === undefined ? null : spec === undefined ? String(value) : withUnit(spec, value);
    return [texts.steps.value(spoken(name), said)];
  });
}
