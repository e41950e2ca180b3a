/** What a thrown fault has come to by now, in words. */
import type { FaultInput } from '../../sim/model/scenario.ts';
import { usePageState } from '../context.ts';
import { type Hit, hitOf } from '../store/live/hits.ts';
import { texts } from '../texts.ts';
import { useLive } from './live-context.ts';

export interface CameTo {
  readonly kind: Hit['kind'];
  readonly words: string;
}

/** A blow into the void and one at somebody who had nothing to do are to be told from the others. */
export function isMissed({ kind }: CameTo): boolean {
  return kind === 'nobody' || kind === 'idle';
}

/** Of each fault of the live run, in the order in which they were thrown. */
export function useHits(faults: readonly FaultInput[]): readonly CameTo[] {
  const trace = usePageState((state) => state.result?.trace);
  const reachedMs = useLive(({ nowMs }) => Math.floor(nowMs / 100) * 100);
  return faults.map((fault, index) => {
    const hit: Hit = trace === undefined ? { kind: 'not yet' } : hitOf(trace, index, fault, reachedMs);
    return { kind: hit.kind, words: wordsOf(hit) };
  });
}

function wordsOf(hit: Hit): string {
  const words = texts.live.hit;
  switch (hit.kind) {
    case 'not yet':
      return words.notYet;
    case 'nobody':
      return words.nobody;
    case 'idle':
      return words.idle(hit.effect);
    case 'hit':
      return words.hit(hit.times, hit.effect);
  }
}
