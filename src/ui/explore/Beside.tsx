/** The campaign on the desk beside the one that is kept: what is new, resolved, rare, ongoing. */
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { exploreTexts } from '../texts/explore.ts';
import type { Compared } from '../worker/lab/protocol.ts';
import { nameOf } from './CampaignFiles.tsx';
import { beside, keepBeside } from './desk.ts';

const ORDER: readonly Compared['change'][] = ['new', 'resolved', 'rare', 'ongoing'];

export function Beside(): ReactElement | null {
  const words = exploreTexts;
  const { kept, compared, otherwise } = useStore(beside.store, (state) => state.result);
  if (kept === null) return null;
  const rows = (compared ?? []).toSorted((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change) || b.now - a.now);
  return (
    <section className="beside" aria-label={words.compared(nameOf(kept))}>
      <p className="beside-kept">
        <span>{compared === null ? words.kept(nameOf(kept)) : <b>{words.compared(nameOf(kept))}</b>}</span>
        <button type="button" className="button" onClick={() => keepBeside(null)}>
          <X size={13} aria-hidden />
          {words.letGo}
        </button>
      </p>
      {otherwise === null ? null : <p>{otherwise}</p>}
      {compared === null ? null : rows.length === 0 ? (
        <p>{words.nothingCompared}</p>
      ) : (
        <>
          <p>{words.changesAbout}</p>
          <div className="table-scroll" tabIndex={0} role="group" aria-label={words.compared(nameOf(kept))}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.change}</th>
                  <th scope="col">{words.check}</th>
                  <th scope="col">{words.cause}</th>
                  <th scope="col">{words.before}</th>
                  <th scope="col">{words.now}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ change, check, pattern, before, now }) => (
                  <tr key={`${check}/${pattern}`}>
                    <td>
                      <span className="badge change" data-change={change}>
                        {words.changes[change]}
                      </span>
                    </td>
                    <td>{check}</td>
                    <td>
                      <code>{pattern}</code>
                    </td>
                    <td>{before}</td>
                    <td>{now}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
