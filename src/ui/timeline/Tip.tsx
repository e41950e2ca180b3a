/** What is under the pointer, in words: near it, never under it, never outside the window. */
import { type ReactElement, useLayoutEffect, useRef } from 'react';
import type { Trace } from '../../sim/model/trace.ts';
import { describeEvent } from './words/index.ts';

interface Props {
  readonly trace: Trace;
  readonly eventId: number;
  readonly at: { readonly x: number; readonly y: number };
}

const OFFSET = 14;
const MOST_FACTS = 5;

export function Tip({ trace, eventId, at }: Props): ReactElement | null {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const left = at.x + OFFSET + width > window.innerWidth - 8 ? at.x - OFFSET - width : at.x + OFFSET;
    const top = at.y + OFFSET + height > window.innerHeight - 8 ? at.y - OFFSET - height : at.y + OFFSET;
    element.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
  }, [at, eventId]);
  const event = trace.events[eventId];
  if (event === undefined) return null;
  const { title, facts, failed } = describeEvent(trace, event);
  return (
    <div ref={box} className="tl-tip" role="tooltip" data-failed={failed}>
      <b>{title}</b>
      <dl>
        {facts.slice(0, MOST_FACTS).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
