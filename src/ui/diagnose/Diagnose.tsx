/** Reads the log of a real deployment: a paste at the left, what it shows at the right. Nothing of it leaves the page. */
import './diagnose.css';
import { type ReactElement, useDeferredValue, useMemo } from 'react';
import type { LogLine } from '../../sim/model/app.ts';
import { diagnose } from '../../sim/model/diagnose/index.ts';
import { usePageState } from '../context.ts';
import { diagnoseTexts } from '../texts/diagnose.ts';
import { useDesk } from './desk.ts';
import { Findings } from './Findings.tsx';
import { Lines } from './Lines.tsx';
import { Paste } from './Paste.tsx';
import { SetUpCheck } from './SetUpCheck.tsx';

const NO_LINES: readonly LogLine[] = [];

export function Diagnose(): ReactElement {
  const words = diagnoseTexts;
  const logLines = usePageState((state) => state.description?.app.logLines ?? NO_LINES);
  const pasted = useDesk((state) => state.pasted);
  const settled = useDeferredValue(pasted);
  const diagnosis = useMemo(() => diagnose(settled, logLines), [settled, logLines]);
  const something = settled.trim() !== '' && logLines.length > 0;
  return (
    <section className="diagnose" tabIndex={0} aria-label={words.heading}>
      <header>
        <h2>{words.heading}</h2>
        <p>{words.about}</p>
        <p className="stays">{words.stays}</p>
      </header>
      <div className="diagnose-log">
        <div className="diagnose-paste">
          <Paste />
        </div>
        <div className="diagnose-shows" aria-live="polite">
          {something ? <Findings diagnosis={diagnosis} /> : <p className="nothing">{words.empty}</p>}
        </div>
        {something ? <Lines diagnosis={diagnosis} /> : null}
      </div>
      <SetUpCheck logLines={logLines} />
    </section>
  );
}
