/** A fault in a few words: what it is, whom it hits, and from when on. */
import type { FaultInput } from '../../sim/model/scenario.ts';
import { duration } from '../format.ts';
import type { FaultDescription } from '../worker/protocol.ts';

export function faultWords(
  fault: FaultInput,
  descriptions: readonly FaultDescription[],
): { readonly atMs: number; readonly words: string } {
  const description = descriptions.find(({ id }) => id === fault.fault);
  const begins = description?.begins ?? null;
  const atMs = begins === null ? 0 : Number(fault[begins] ?? 0);
  const whom = ['role', 'from', 'to'].flatMap((name) => {
    const value = fault[name];
    return typeof value === 'string' && value !== 'any' ? [`${name === 'role' ? '' : `${name} `}${value}`] : [];
  });
  const forMs = typeof fault['toMs'] === 'number' ? [`for ${duration(fault['toMs'] - atMs)}`] : [];
  const by = ['requestMs', 'answerMs', 'byMs', 'latencyMs'].flatMap((name) => {
    const value = fault[name];
    return typeof value === 'number' && value !== 0 ? [`by ${duration(value)}`] : [];
  });
  const details = [...whom, ...by, ...forMs].join(', ');
  const title = description?.title ?? fault.fault;
  return { atMs, words: details === '' ? title : `${title}: ${details}` };
}
