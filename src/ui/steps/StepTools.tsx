/** Undo, redo, and the list of all steps: what was changed, one after the other; any of them can be run again. */
import { History, Redo2, Undo2 } from 'lucide-react';
import { type ReactElement, useMemo } from 'react';
import { usePageState, useTools } from '../context.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { Popover } from '../parts/Popover.tsx';
import { scenarioOf, variantOf } from '../store/selectors.ts';
import type { Step, Steps } from '../store/steps.ts';
import { texts } from '../texts.ts';
import { type Basis, changeWords } from './words.ts';
import './steps.css';

const WIDTH = 340;
const NO_BASIS: Basis = { messages: [], faults: [] };

interface Worded extends Pick<Step, 'id'> {
  readonly words: string;
}

function useWorded(steps: Steps): readonly Worded[] {
  const description = usePageState((state) => state.description);
  const scenario = usePageState(scenarioOf);
  const choice = usePageState((state) => state.choice);
  return useMemo(() => {
    const variant = variantOf(scenario, choice);
    const basis: Basis =
      scenario === undefined
        ? NO_BASIS
        : {
            messages: variant?.messages ?? scenario.messages,
            faults: variant?.faults ?? scenario.faults ?? NO_BASIS.faults,
          };
    return steps.list.map(({ id, overrides }, index) => {
      const before = steps.list[index - 1];
      if (before === undefined || description === null)
        return { id, words: Object.keys(overrides).length === 0 ? texts.steps.own : texts.steps.opened };
      return { id, words: changeWords(before.overrides, overrides, basis, description) };
    });
  }, [steps, description, scenario, choice]);
}

export function StepTools(): ReactElement {
  const { page } = useTools();
  const steps = usePageState((state) => state.steps);
  const worded = useWorded(steps);
  const { at } = steps;
  const undone = at > 0 ? worded[at] : undefined;
  const redone = worded[at + 1];
  return (
    <div className="steps" role="group" aria-label={texts.steps.heading}>
      <IconButton
        label={undone === undefined ? texts.steps.undo : texts.steps.undoOf(undone.words)}
        disabled={undone === undefined}
        onClick={() => void page.stepTo(at - 1)}
      >
        <Undo2 size={14} aria-hidden />
      </IconButton>
      <IconButton
        label={redone === undefined ? texts.steps.redo : texts.steps.redoOf(redone.words)}
        disabled={redone === undefined}
        onClick={() => void page.stepTo(at + 1)}
      >
        <Redo2 size={14} aria-hidden />
      </IconButton>
      <Popover
        label={texts.steps.heading}
        name={texts.steps.open(worded.length - 1)}
        title={texts.steps.open(worded.length - 1)}
        className="icon"
        width={WIDTH}
        disabled={worded.length < 2}
        button={<History size={14} aria-hidden />}
      >
        {() => <List worded={worded} at={at} />}
      </Popover>
    </div>
  );
}

function List({ worded, at }: { readonly worded: readonly Worded[]; readonly at: number }): ReactElement {
  const { page } = useTools();
  return (
    <>
      <h2>{texts.steps.heading}</h2>
      <p className="hint">{texts.steps.hint}</p>
      <ol className="step-list">
        {worded.map(({ id, words }, index) => (
          <li key={id}>
            <button
              type="button"
              aria-current={index === at ? 'step' : undefined}
              data-undone={index > at}
              {...(index === at ? { 'data-focus-first': true } : {})}
              onClick={() => void page.stepTo(index)}
            >
              {words}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
