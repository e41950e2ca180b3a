/** What every message waited for its reply in both runs. */
import type { ReactElement } from 'react';
import type { ReplyTime } from '../../sim/model/compare/index.ts';
import { duration } from '../format.ts';
import type { Picked } from '../store/compared/compare.ts';
import { compareTexts } from '../texts/compare.ts';

/** Hours of typing are told by their beginning. */
const SHOWN = 100;

interface RepliesProps {
  readonly left: Picked;
  readonly right: Picked;
  readonly replies: readonly ReplyTime[];
}

export function Replies({ left, replies }: RepliesProps): ReactElement {
  const typed = left.result.trace.inputs.messages;
  return (
    <section>
      <h3>{compareTexts.replies}</h3>
      <table className="compare-replies">
        <thead>
          <tr>
            <th scope="col">{compareTexts.message}</th>
            <th scope="col">{compareTexts.left}</th>
            <th scope="col">{compareTexts.right}</th>
            <th scope="col">{compareTexts.wait}</th>
          </tr>
        </thead>
        <tbody>
          {replies.slice(0, SHOWN).map(({ mid, index, leftMs, rightMs }) => (
            <tr key={mid}>
              <th scope="row">
                {index + 1} <bdi>{typed[index]?.text ?? mid}</bdi>
              </th>
              <Wait ms={leftMs} />
              <Wait ms={rightMs} />
              <td>{leftMs === null || rightMs === null ? '' : compareTexts.costs(rightMs - leftMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {replies.length > SHOWN ? <p className="rest">{compareTexts.more(replies.length - SHOWN)}</p> : null}
    </section>
  );
}

function Wait({ ms }: { readonly ms: number | null }): ReactElement {
  return <td data-never={ms === null}>{ms === null ? compareTexts.never : duration(ms)}</td>;
}
