/** What the run on show is, and what to look at in it; a step to the scenario's other variants. */
import { ChevronLeft, ChevronRight, Eye } from 'lucide-react';
import { lazy, type ReactElement, Suspense, useLayoutEffect, useRef } from 'react';
import { usePageState, useTools } from '../context.ts';
import { scenarioOf, toLookAt } from '../store/selectors.ts';
import { texts } from '../texts.ts';
import { WayBack } from './WayBack.tsx';

const Counterexample = lazy(async () => ({ default: (await import('./Counterexample.tsx')).Counterexample }));

export function LookAt(): ReactElement | null {
  const title = usePageState((state) => scenarioOf(state)?.title);
  const variant = usePageState((state) => toLookAt(state)?.variant ?? null);
  const sentence = usePageState((state) => toLookAt(state)?.sentence ?? null);
  const newcomer = usePageState((state) => state.newcomer);
  const found = usePageState((state) => state.found);
  const cameFrom = usePageState((state) => state.cameFrom);
  const wrong = usePageState((state) => state.result?.wrong?.text ?? null);
  const box = useRef<HTMLDivElement>(null);
  const keptPx = useRef(0);
  useLayoutEffect(() => {
    const style = box.current?.style;
    if (style === undefined) return;
    // A change that is being dragged on the drawing below does not move it: the sentence that gives way leaves its room.
    if (sentence === null) style.minHeight = `${keptPx.current}px`;
    else {
      style.minHeight = '';
      keptPx.current = box.current?.offsetHeight ?? 0;
    }
  }, [title, sentence]);
  if (title === undefined) return null;
  if (found !== null) {
    return (
      <Suspense fallback={null}>
        <Counterexample found={found} />
      </Suspense>
    );
  }
  const told = sentence ?? (wrong === null ? texts.changedRun : texts.changedWrong(wrong));
  return (
    <div ref={box} className="look-at" data-newcomer={newcomer} data-changed={sentence === null}>
      <h2>
        {title}
        {variant === null ? null : <span> {variant}</span>}
      </h2>
      <div className="look-at-does">
        {cameFrom === null ? null : <WayBack to={cameFrom} />}
        <VariantStep />
      </div>
      <p title={told}>
        <Eye size={14} aria-hidden />
        <b>{texts.lookAt}</b> {told}
        {newcomer ? (
          <span className="newcomer-hint">
            <span className="by-keys"> {texts.newcomerHint}</span>
            <span className="by-touch"> {texts.newcomerHintTouch}</span>
          </span>
        ) : null}
      </p>
    </div>
  );
}

function VariantStep(): ReactElement | null {
  const { page } = useTools();
  const scenario = usePageState(scenarioOf);
  const variant = usePageState((state) => state.choice.variant);
  if (scenario === undefined || scenario.variants.length < 2) return null;
  const at = scenario.variants.findIndex(({ id }) => id === variant);
  const step = (by: number): void => {
    const next = scenario.variants[at + by];
    if (next !== undefined) void page.choose({ scenario: scenario.id, variant: next.id });
  };
  const { header } = texts;
  return (
    <div className="variant-step" role="group" aria-label={header.variant}>
      <button
        type="button"
        className="icon"
        aria-label={header.variantBefore}
        title={header.variantBefore}
        disabled={at <= 0}
        onClick={() => step(-1)}
      >
        <ChevronLeft size={16} aria-hidden />
      </button>
      <span>{header.variantOf(at + 1, scenario.variants.length)}</span>
      <button
        type="button"
        className="icon"
        aria-label={header.variantNext}
        title={header.variantNext}
        disabled={at === scenario.variants.length - 1}
        onClick={() => step(1)}
      >
        <ChevronRight size={16} aria-hidden />
      </button>
    </div>
  );
}
