/** When was it decided? How likely the finding's run was to fail, from each moment on; drawn when somebody asks. */
import { LineChart } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { atTime, percent } from '../format.ts';
import { LabWork } from '../lab/LabFrame.tsx';
import { useCheckTitles } from '../lab/use-check-titles.ts';
import { texts } from '../texts.ts';
import { exploreTexts } from '../texts/explore.ts';
import { handsOf } from '../worker/lab/client.ts';
import type { Curve, ListedFinding } from '../worker/lab/protocol.ts';
import { CurveChart } from './CurveChart.tsx';
import { curves } from './desk.ts';

export function CurveOf({ finding }: { readonly finding: ListedFinding }): ReactElement {
  const words = exploreTexts;
  const { work, result, lost } = useStore(curves.store);
  const mine = result !== null && result.link === finding.link;
  const busy = work.kind === 'working';
  const draw = (): void => {
    const { link, check } = finding;
    void curves.ask({ kind: 'curve', link, check }, handsOf(navigator.hardwareConcurrency), {
      link,
      check,
      curve: null,
    });
  };
  return (
    <div className="curve">
      {busy && mine ? (
        <button type="button" className="button" onClick={() => curves.stop()}>
          {texts.lab.stop}
        </button>
      ) : (
        <button type="button" className="button" disabled={busy} onClick={draw}>
          <LineChart size={13} aria-hidden />
          {mine && result.curve !== null ? words.curveAgain : words.curve}
        </button>
      )}
      {mine ? <LabWork work={work} lost={lost} /> : null}
      {mine && result.curve !== null ? <Drawn curve={result.curve} link={finding.link} /> : null}
    </div>
  );
}

function Drawn({ curve, link }: { readonly curve: Curve; readonly link: string }): ReactElement {
  const words = exploreTexts;
  const titleOf = useCheckTitles();
  const { points, jump } = curve;
  return (
    <figure>
      <figcaption>{words.curveAbout(titleOf(curve.check))}</figcaption>
      <CurveChart curve={curve} />
      {jump === null ? (
        <p>{points.every(({ broken, futures }) => broken === futures) ? words.curveFlat : words.curveUndecided}</p>
      ) : (
        <>
          <p>{words.curveJump(atTime(jump.fromMs), atTime(jump.toMs), Math.round(jump.by * 100))}</p>
          <ol className="jump-events">
            {jump.events.map(({ id, atMs, node, what }) => (
              <li key={id}>
                <time className="mono">{atTime(atMs)}</time>
                <a href={`${link}&event=${id}&at=${Math.round(atMs)}`}>{words.event(id)}</a>
                <span>{node}</span>
                <span>{what}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <details>
        <summary>{words.curveTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.curveAt}</th>
              <th scope="col">{words.curveShare}</th>
              <th scope="col">{words.curveInterval}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ atMs, fails: { share, interval } }) => (
              <tr key={atMs}>
                <td className="mono">{atTime(atMs)}</td>
                <td>{percent(share)}</td>
                <td>
                  {percent(interval[0])} – {percent(interval[1])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
