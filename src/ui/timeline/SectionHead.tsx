/** The head of a section with its figures, and the legend. */
import { memo, type ReactElement } from 'react';
import type { Section } from './layout/index.ts';
import { describeSide } from './sides.ts';
import { texts } from './texts.ts';

export const SectionHead = memo(function SectionHead({
  section,
  late,
  waiting,
  legend,
}: {
  readonly section: Section;
  /** How many were answered, but too late. */
  readonly late: number;
  /** The run goes on, and whoever has no answer yet may still get one in time. */
  readonly waiting: boolean;
  readonly legend: boolean;
}): ReactElement {
  const { answered, messages, events, modelCalls } = section.summary;
  return (
    <div className="tl-section-head">
      <h2>{describeSide(section.side)}</h2>
      <p>
        <b data-state={stateOf(section.summary, late, waiting)}>{texts.answered(answered, messages)}</b>
        {waiting && answered < messages ? `, ${texts.waiting(messages - answered)}` : null}
        {late > 0 ? <b data-state="late">, {texts.late(late)}</b> : null}, {texts.counts(events, modelCalls)}
      </p>
      {legend ? <Legend /> : null}
    </div>
  );
});

/** Where nobody has typed anything, nothing is good yet. */
function stateOf({ answered, messages }: Section['summary'], late: number, waiting: boolean): string {
  if (messages === 0) return 'waiting';
  if (answered === messages) return late > 0 ? 'late' : 'good';
  return waiting ? 'waiting' : 'failed';
}

/** The shapes as they are drawn, in small, with their words. */
function Legend(): ReactElement {
  const { legend } = texts;
  return (
    <ul className="tl-legend" aria-hidden>
      <li>
        <svg width={18} height={10}>
          <path d="M1 5H12" stroke="var(--arrow)" strokeWidth={1.2} />
          <path d="M11 2L17.5 5L11 8Z" fill="var(--arrow)" />
        </svg>
        {legend.message}
      </li>
      <li>
        <svg width={18} height={10}>
          <path d="M1 5H17M11 2L17 5L11 8" stroke="var(--answer)" fill="none" />
        </svg>
        {legend.answer}
      </li>
      <li>
        <svg width={20} height={12}>
          <defs>
            <pattern id="tl-quiet" width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V5" stroke="var(--quiet-hatch)" strokeWidth={1.6} />
            </pattern>
          </defs>
          <rect x={0.5} y={0.5} width={19} height={11} rx={2.5} fill="var(--quiet-base)" />
          <rect x={0.5} y={0.5} width={19} height={11} rx={2.5} fill="url(#tl-quiet)" stroke="var(--quiet-hatch)" />
        </svg>
        {legend.wait}
      </li>
      <li>
        <svg width={20} height={12}>
          <rect x={1} y={1} width={18} height={10} fill="var(--amber-fill)" />
          <path d="M5 1H1V11H5M15 1H19V11H15" stroke="var(--amber)" strokeWidth={2} fill="none" />
        </svg>
        {legend.lock}
      </li>
      <li>
        <svg width={20} height={12}>
          <rect x={0.5} y={0.5} width={19} height={11} rx={2.5} fill="var(--violet-fill)" stroke="var(--violet)" />
        </svg>
        {legend.model}
      </li>
      <li>
        <svg width={14} height={14}>
          <circle cx={7} cy={7} r={6} fill="var(--crimson-bg)" stroke="var(--crimson)" strokeWidth={1.2} />
          <path d="M4.6 4.6L9.4 9.4M9.4 4.6L4.6 9.4" stroke="var(--crimson)" strokeWidth={1.6} />
        </svg>
        {legend.dropped}
      </li>
    </ul>
  );
}
