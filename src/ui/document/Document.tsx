/** Every claim of the reference document beside what happens: by section, by verdict, with the runs that decide. */
import './document.css';
import { RefreshCw } from 'lucide-react';
import { type ReactElement, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { claims } from '../../scenarios/claims/index.ts';
import { LabFrame, LabWork, SelectChoice } from '../lab/LabFrame.tsx';
import { useChoices } from '../lab/use-choices.ts';
import { type Fields, oneOf } from '../store/ask.ts';
import { texts } from '../texts.ts';
import { documentTexts } from '../texts/document.ts';
import { handsOf } from '../worker/lab/client.ts';
import { AspectTable } from './AspectTable.tsx';
import { ClaimList } from './ClaimList.tsx';
import { desk } from './desk.ts';
import {
  type ClaimVerdict,
  countsOf,
  judgedClaims,
  SECTIONS,
  type Section,
  shownSections,
  VERDICTS,
} from './sections.ts';

interface Choices {
  readonly verdict: ClaimVerdict | 'all';
  readonly section: Section | 'all';
}

const USUAL: Choices = { verdict: 'all', section: 'all' };
/** An address has no spaces in a choice. */
const WORDS = new Map<string, Choices['verdict']>(
  (['all', ...VERDICTS] as const).map((verdict) => [verdict.replaceAll(' ', '-'), verdict]),
);
const FIELDS: Fields<Choices> = {
  verdict: {
    read: (text) => WORDS.get(text),
    write: (verdict) => verdict.replaceAll(' ', '-'),
    expected: `one of ${[...WORDS.keys()].join(', ')}`,
  },
  section: oneOf(['all', ...SECTIONS]),
};

export function Document(): ReactElement {
  const words = documentTexts;
  const { work, result, lost } = useStore(desk.store);
  const [{ verdict, section }, choose] = useChoices('document', FIELDS, USUAL);
  const judge = (): void => void desk.ask({ kind: 'audit' }, handsOf(navigator.hardwareConcurrency), []);
  useEffect(() => {
    if (desk.store.getState().work.kind === 'idle') judge();
  }, []);
  const judged = useMemo(() => judgedClaims(claims, result), [result]);
  const counts = useMemo(() => countsOf(result), [result]);
  const sections = shownSections(judged, verdict, section);
  const shown = sections.reduce((sum, each) => sum + each.claims.length, 0);
  const working = work.kind === 'working';
  return (
    <LabFrame className="document" heading={words.heading} about={words.about}>
      <form className="lab-form document-form" aria-label={words.form} onSubmit={(event) => event.preventDefault()}>
        <div className="document-verdicts" role="group" aria-label={words.byVerdict}>
          {(['all', ...VERDICTS] as const).map((each) => (
            <button
              key={each}
              type="button"
              className="verdict-filter"
              data-verdict={each}
              aria-pressed={each === verdict}
              onClick={() => choose({ verdict: each })}
            >
              <b>{each === 'all' ? claims.length : result.length === 0 ? '–' : counts[each]}</b>
              {each === 'all' ? words.all : words.verdicts[each]}
            </button>
          ))}
        </div>
        <SelectChoice
          label={words.section}
          value={section}
          disabled={false}
          options={[
            { value: 'all', name: words.everySection },
            ...SECTIONS.filter((each) => each !== 'other').map((each) => ({ value: each, name: words.sections[each] })),
          ]}
          onChange={(value) => choose({ section: value })}
        />
        {working ? (
          <button type="button" className="button" onClick={() => desk.stop()}>
            {texts.lab.stop}
          </button>
        ) : (
          <button type="button" className="button" onClick={judge}>
            <RefreshCw size={13} aria-hidden />
            {result.length === 0 ? words.judge : words.again}
          </button>
        )}
      </form>
      <LabWork work={work} lost={lost} />
      <p className="document-shown" aria-live="polite">
        {words.claims(shown, claims.length)}
      </p>
      {sections.length === 0 ? <p className="nothing">{words.none}</p> : null}
      {sections.map((each) => (
        <section key={each.section} className="document-section">
          <h3>{words.sections[each.section]}</h3>
          {each.section === 'table' ? <AspectTable claims={each.claims} /> : <ClaimList claims={each.claims} />}
        </section>
      ))}
    </LabFrame>
  );
}
