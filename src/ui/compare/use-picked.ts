/** A picked run as it comes: there at once, under way, or why it is not there. */
import { useEffect, useMemo, useState } from 'react';
import { usePageState, useTools } from '../context.ts';
import { type Picked, resolvePick } from '../store/compare.ts';
import { writePick } from '../store/picks.ts';
import { problemOf } from '../store/problem-of.ts';
import type { RunPick } from '../store/state.ts';
import type { RunResult } from '../worker/protocol.ts';

export type Coming =
  | { readonly kind: 'there'; readonly picked: Picked }
  | { readonly kind: 'running' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly message: string };

type Answer = { readonly key: string } & (
  | { readonly kind: 'there'; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly message: string }
);

export function usePicked(pick: RunPick): Coming {
  const { compared } = useTools();
  const choice = usePageState((state) => state.choice);
  const overrides = usePageState((state) => state.overrides);
  const own = usePageState((state) => state.own);
  const result = usePageState((state) => state.result);
  const before = usePageState((state) => state.before);
  const loaded = usePageState((state) => state.loaded);
  const written = writePick(pick);
  const resolved = useMemo(
    () => resolvePick({ choice, overrides, own, result, before, loaded }, pick),
    // A pick is what it is written as.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [choice, overrides, own, result, before, loaded, written],
  );
  const key = resolved.kind === 'ask' ? JSON.stringify(resolved.request) : '';
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (resolved.kind !== 'ask') return undefined;
    let wanted = true;
    const tell = (news: Answer): void => {
      if (wanted) setAnswer(news);
    };
    compared.run(resolved.request).then(
      (ran) => tell({ key, kind: 'there', result: ran }),
      (error: unknown) => tell({ key, kind: 'failed', message: problemOf(error).message }),
    );
    return () => {
      wanted = false;
    };
    // The request is what its text is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [compared, key]);

  return useMemo((): Coming => {
    if (resolved.kind !== 'ask') return resolved;
    if (answer?.key !== key) return { kind: 'running' };
    if (answer.kind === 'failed') return answer;
    return { kind: 'there', picked: { result: answer.result, side: 'pipeline' } };
  }, [resolved, answer, key]);
}
