/**
 * A scenario's variants: the same messages, another fault or switch. One row each, by its title, with its marks. To
 * press the one on show plays it, so that Space does there what it does everywhere.
 */
import type { ReactElement } from 'react';
import type { Scenario } from '../../sim/model/scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { Mark } from '../parts/Mark.tsx';
import { type Choice, summaryKey } from '../store/state.ts';
import { sides, texts } from '../texts.ts';

/** Chooses what is not on show; plays (or stops) what is. */
export function usePick(): (choice: Choice) => void {
  const { page, actions } = useTools();
  return (choice) => {
    const { choice: current, stage } = page.store.getState();
    if (stage === 'replay' && summaryKey(choice) === summaryKey(current)) actions.toggle();
    else void page.choose(choice);
  };
}

export function Variants({ scenario }: { readonly scenario: Scenario }): ReactElement | null {
  if (scenario.variants.length < 2) return null;
  return (
    <ul className="variants" aria-label={texts.header.variants}>
      {scenario.variants.map(({ id, title }) => (
        <Variant key={id} of={{ scenario: scenario.id, variant: id }} title={title} />
      ))}
    </ul>
  );
}

function Variant({ of, title }: { readonly of: Choice; readonly title: string }): ReactElement {
  const pick = usePick();
  const current = usePageState((state) => summaryKey(state.choice) === summaryKey(of));
  const summary = usePageState((state) => state.summaries[summaryKey(of)]);
  return (
    <li>
      <button type="button" className="row row-variant" aria-pressed={current} title={title} onClick={() => pick(of)}>
        <span className="name">{title}</span>
        <Mark outcome={summary?.marks.pipeline} of={sides.pipeline} />
        <Mark outcome={summary?.marks.baseline} of={sides.baseline} />
      </button>
    </li>
  );
}
