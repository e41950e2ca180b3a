/** The document's table "test simulator and production", row by row, beside the verdict on what each row claims. */
import type { ReactElement } from 'react';
import { aspects } from '../../scenarios/claims/index.ts';
import { documentTexts } from '../texts/document.ts';
import { ClaimBadge, Runs } from './ClaimList.tsx';
import type { JudgedClaim } from './sections.ts';

export function AspectTable({ claims }: { readonly claims: readonly JudgedClaim[] }): ReactElement {
  const words = documentTexts;
  return (
    <table className="aspects">
      <thead>
        <tr>
          <th scope="col">{words.verdict}</th>
          <th scope="col">{words.aspect}</th>
          <th scope="col">{words.tab}</th>
          <th scope="col">{words.production}</th>
          <th scope="col">{words.shown}</th>
          <th scope="col">{words.runs}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((judged) => {
          const row = aspects.find(({ claim }) => claim === judged.claim.id);
          return row === undefined ? null : (
            <tr key={row.aspect}>
              <td>
                <ClaimBadge judged={judged} />
              </td>
              <th scope="row">{row.aspect}</th>
              <td data-label={words.tab}>{row.tab}</td>
              <td data-label={words.production}>{row.production}</td>
              <td data-label={words.shown}>{row.shown}</td>
              <td data-label={words.runs}>
                <Runs judged={judged} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
