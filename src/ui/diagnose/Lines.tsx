/** The pasted lines as they were read: whose each is, when, and which a finding rests on. */
import { type ReactElement, useState } from 'react';
import type { Diagnosis, ReadLine } from '../../sim/model/diagnose/index.ts';
import { diagnoseTexts } from '../texts/diagnose.ts';

const SHOWN_FIRST = 200;
const SHOWN_MORE = 1_000;

export function Lines({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactElement {
  const words = diagnoseTexts;
  const [most, setMost] = useState(SHOWN_FIRST);
  const evidence = new Set(diagnosis.findings.flatMap(({ lines }) => lines));
  const rest = diagnosis.lines.length - most;
  return (
    <section className="read-lines" aria-label={words.lines}>
      <h3>{words.lines}</h3>
      <p>{words.linesAbout}</p>
      <ol>
        {diagnosis.lines.slice(0, most).map((line) => (
          <OneLine key={line.number} line={line} evidence={evidence.has(line.number)} />
        ))}
      </ol>
      {rest > 0 ? (
        <button type="button" className="button" onClick={() => setMost(most + SHOWN_MORE)}>
          {words.moreLines(rest)}
        </button>
      ) : null}
    </section>
  );
}

interface OneLineProps {
  readonly line: ReadLine;
  readonly evidence: boolean;
}

export function OneLine({ line, evidence }: OneLineProps): ReactElement {
  return (
    <li data-evidence={evidence} data-known={line.known !== null}>
      <span className="number" aria-label={diagnoseTexts.line(line.number)}>
        {line.number}
      </span>
      {evidence ? <mark className="mono">{line.text}</mark> : <span className="mono">{line.text}</span>}
    </li>
  );
}
