/** How fast it plays: a slider over four powers of ten, and beside it the speeds that are mostly wanted. */
import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { usePageState, useTools } from '../context.ts';
import { Popover } from '../parts/Popover.tsx';
import { speedFor } from '../store/span.ts';
import { placeOfSpeed, SLIDER, speedAt } from '../store/speed.ts';
import { SPEEDS } from '../store/state.ts';
import { texts } from '../texts.ts';

const WIDTH = 280;
/** Written under the slider, at their places. */
const TENS = [0.1, 1, 10, 100, 1000];

export function Speed(): ReactElement {
  const { page } = useTools();
  const chosen = usePageState((state) => state.speed);
  const suits = usePageState((state) => (state.result === null ? 1 : speedFor(state.result.trace)));
  const speed = chosen ?? suits;
  const choose = (next: number | null): void => page.store.setState({ speed: next });
  const { transport } = texts;
  return (
    <Popover
      label={transport.speed}
      name={transport.speedIs(speed)}
      title={transport.speed}
      className="button speed"
      width={WIDTH}
      button={
        <>
          <span>{transport.times(speed)}</span>
          <ChevronDown size={12} aria-hidden />
        </>
      }
    >
      {() => (
        <div className="speed-sheet">
          <input
            type="range"
            data-focus-first
            aria-label={transport.speed}
            aria-valuetext={transport.times(speed)}
            min={SLIDER.least}
            max={SLIDER.most}
            step={SLIDER.step}
            value={placeOfSpeed(speed)}
            onChange={(event) => choose(speedAt(Number(event.currentTarget.value)))}
          />
          <div className="speed-tens" aria-hidden>
            {TENS.map((ten) => (
              <span key={ten}>{transport.times(ten)}</span>
            ))}
          </div>
          <div className="speed-steps" role="group" aria-label={transport.speeds}>
            <button
              type="button"
              aria-pressed={chosen === null}
              title={transport.autoAbout}
              onClick={() => choose(null)}
            >
              {transport.auto}
            </button>
            {SPEEDS.map((each) => (
              <button key={each} type="button" aria-pressed={each === chosen} onClick={() => choose(each)}>
                {transport.times(each)}
              </button>
            ))}
          </div>
        </div>
      )}
    </Popover>
  );
}
