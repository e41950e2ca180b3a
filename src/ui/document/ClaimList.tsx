/** Claims one under the other: the verdict, what is said and what is, and the runs that decide. */
import { Check, X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Prediction } from '../../sim/model/claim.ts';
import { writeRunLink } from '../../sim/model/link/index.ts';
import { atTime } from '../format.ts';
import { useCheckTitles } from '../lab/use-check-titles.ts';
import { sides } from '../texts.ts';
import { documentTexts } from '../texts/document.ts';
import type { JudgedClaim } from './sections.ts';

export function ClaimList({ claims }: { readonly claims: readonly JudgedClaim[] }): ReactElement {
  return (
    <ul className="claims">
      {claims.map((judged) => (
        <OneClaim key={judged.claim.id} judged={judged} />
      ))}
    </ul>
  );
}

function OneClaim({ judged }: { readonly judged: JudgedClaim }): ReactElement {
  const words = documentTexts;
  const { claim, audited } = judged;
  return (
    <li className="document-claim" data-claim={claim.id}>
      <ClaimBadge judged={judged} />
      <div className="claim-says">
        <p className="says">{claim.says}</p>
        {audited === null ? null : (
          <p>
            {words.because[audited.verdict]}
            {claim.because}
          </p>
        )}
        {claim.inThePage === undefined ? null : (
          <p className="in-the-page">
            {words.inThePage}: {claim.inThePage}
          </p>
        )}
        <small>{claim.where}</small>
      </div>
      <Runs judged={judged} />
    </li>
  );
}

export function ClaimBadge({ judged: { audited } }: { readonly judged: JudgedClaim }): ReactElement {
  const words = documentTexts;
  if (audited === null) return <span className="badge claim-badge">{words.pending}</span>;
  return (
    <span className="badge claim-badge" data-verdict={audited.verdict}>
      {words.verdicts[audited.verdict]}
    </span>
  );
}

/** What each run was to show, and whether it did. */
export function Runs({ judged: { claim, audited } }: { readonly judged: JudgedClaim }): ReactElement {
  const words = documentTexts;
  const titleOf = useCheckTitles();
  if (claim.predicts.length === 0) return <p className="claim-runs">{words.noRun}</p>;
  return (
    <ul className="claim-runs" aria-label={words.runs}>
      {claim.predicts.map((prediction, i) => {
        const cameTrue = audited?.predictions[i]?.cameTrue;
        const decides = audited?.scenario === prediction.scenario && audited.variant === prediction.variant;
        return (
          // Predictions have no ids, and their order never changes.
          <li key={`${claim.id}-${i}`}>
            <CameTrue cameTrue={cameTrue} />
            <span>
              <a href={linkOf(prediction, decides ? audited.events[0] : undefined)}>
                {prediction.scenario} / {prediction.variant}
              </a>
              <small>
                {predictedText(prediction, titleOf)}
                {cameTrue === false ? words.notSo : null}
              </small>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function CameTrue({ cameTrue }: { readonly cameTrue: boolean | undefined }): ReactElement {
  const words = documentTexts;
  if (cameTrue === undefined) return <span className="mark" aria-hidden />;
  const word = cameTrue ? words.asClaimed : words.otherwise;
  return (
    <span className={`mark ${cameTrue ? 'mark-holds' : 'mark-broken'}`} role="img" aria-label={word} title={word}>
      {cameTrue ? <Check size={15} strokeWidth={2.4} aria-hidden /> : <X size={10} strokeWidth={3.2} aria-hidden />}
    </span>
  );
}

/** The run, at the event that decides where there is one. */
function linkOf({ scenario, variant }: Prediction, event: number | undefined): string {
  const link = writeRunLink({ scenario, variant, overrides: {} });
  return event === undefined ? link : `${link}&event=${event}`;
}

function predictedText(prediction: Prediction, titleOf: (check: string) => string): string {
  const { predicted } = documentTexts;
  switch (prediction.kind) {
    case 'check':
      return predicted.check(titleOf(prediction.check), predicted.outcome[prediction.outcome], sides[prediction.side]);
    case 'replies':
      return predicted.replies(sides[prediction.side], prediction.times);
    case 'first reply':
      return predicted.firstReply(sides[prediction.side], atTime(prediction.atMs));
    case 'log':
      return predicted.log(prediction.text, prediction.times);
    case 'service':
      return predicted.service(prediction.operation, prediction.times);
  }
}
