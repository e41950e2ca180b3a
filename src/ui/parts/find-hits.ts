/**
 * What the Find dialog offers for some words: what can be thrown first, then scenarios, then events. Events are looked
 * for by structure; where nothing is found that way, by the words in which the page tells of them.
 */
import type { Scenario } from '../../sim/model/scenario.ts';
import { searchTrace } from '../../sim/model/search/index.ts';
import type { Trace, TraceEvent } from '../../sim/model/trace.ts';
import { type Blow, blowsFor, type Target, targetsIn } from '../store/live/throwing.ts';
import { texts } from '../texts.ts';
import { headline, nodeLabel } from '../words.ts';
import type { Description } from '../worker/protocol.ts';

const SHOWN = 12;

export type Hit =
  | {
      readonly kind: 'event';
      readonly id: number;
      readonly atMs: number;
      readonly words: string;
      readonly where: string;
    }
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'throw'; readonly target: Target; readonly blow: Blow };

export interface Searched {
  readonly trace: Trace | undefined;
  readonly scenarios: readonly Scenario[];
  /** What can be done now, where the view has such things. */
  readonly description: Description | null;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** How the search for events was understood; null where no event was found by it. */
  readonly understood: { readonly words: string; readonly count: number } | null;
}

const NOTHING: Found = { hits: [], understood: null };

export function findHits(query: string, { trace, scenarios, description }: Searched): Found {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return NOTHING;
  const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const throws = (description === null ? [] : targetsIn(description)).flatMap((target) =>
    blowsFor(target, description?.faults ?? [])
      .filter((blow) => has(`${texts.live.blowAt(blow, target)} ${texts.live.faults}`))
      .map((blow): Hit => ({ kind: 'throw', target, blow })),
  );
  const named = scenarios
    .filter(({ id, title }) => has(`${id} ${title}`))
    .map((scenario): Hit => ({ kind: 'scenario', scenario }));
  const first = [...throws, ...named];
  if (trace === undefined) return { hits: first.slice(0, SHOWN), understood: null };
  const search = searchTrace(trace, query);
  const room = SHOWN - first.length;
  const structured = search.hits.slice(0, Math.max(0, room)).flatMap((id) => trace.events[id] ?? []);
  const events = search.hits.length > 0 ? structured : told(trace, has, room);
  return {
    hits: [...first, ...events.map((event) => hitOf(trace, event))].slice(0, SHOWN),
    understood: search.hits.length > 0 || events.length === 0 ? understoodBy(search) : null,
  };
}

function understoodBy({ understood, hits }: ReturnType<typeof searchTrace>): Found['understood'] {
  return understood === '' ? null : { words: understood, count: hits.length };
}

/** Those of whose headline every word is a part, as many as there is room for. */
function told(trace: Trace, has: (text: string) => boolean, room: number): readonly TraceEvent[] {
  const found: TraceEvent[] = [];
  for (const event of trace.events) {
    if (found.length >= room) break;
    if (has(`e${event.id} ${headline(trace, event)} ${nodeLabel(trace, event.node)} ${event.kind}`)) found.push(event);
  }
  return found;
}

function hitOf(trace: Trace, event: TraceEvent): Hit {
  const { id, atMs, node } = event;
  return { kind: 'event', id, atMs, words: headline(trace, event), where: nodeLabel(trace, node) };
}

export function keyOf(hit: Hit): string {
  switch (hit.kind) {
    case 'event':
      return `event ${hit.id}`;
    case 'scenario':
      return `scenario ${hit.scenario.id}`;
    case 'throw':
      return `throw ${hit.target.id} ${hit.blow}`;
  }
}
