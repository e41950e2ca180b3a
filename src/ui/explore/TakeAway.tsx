/** What a person does with a finding: open it here, replay it by a command, put it into the scenarios as a file. */
import { Check, Copy, Download, Play } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { saveFile } from '../keep/save.ts';
import { commandFor } from '../store/exported.ts';
import { exploreTexts } from '../texts/explore.ts';
import type { ListedFinding } from '../worker/lab/protocol.ts';

export function TakeAway({ finding }: { readonly finding: ListedFinding }): ReactElement {
  const words = exploreTexts;
  const { file, link } = finding;
  return (
    <div className="take-away">
      <a className="button primary" href={link}>
        <Play size={12} fill="currentColor" aria-hidden />
        {words.open}
      </a>
      <CopyButton label={words.copyCommand} text={commandFor(link)} />
      {file === null ? null : (
        <>
          <CopyButton label={words.copyFile} text={file.text} />
          <button
            type="button"
            className="button"
            title={file.name}
            onClick={() => saveFile(file.name, 'text/plain', file.text)}
          >
            <Download size={13} aria-hidden />
            {words.saveFile}
          </button>
        </>
      )}
    </div>
  );
}

/** How long the sign that it is copied stays, in real milliseconds. */
const SAID_MS = 2_000;

/** Where the browser refuses, the text itself is shown, to be copied by hand. */
function CopyButton({ label, text }: { readonly label: string; readonly text: string }): ReactElement {
  const words = exploreTexts;
  const [said, setSaid] = useState<'nothing' | 'copied' | 'refused'>('nothing');
  useEffect(() => {
    if (said !== 'copied') return undefined;
    const timer = window.setTimeout(() => setSaid('nothing'), SAID_MS);
    return () => window.clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('copied');
    } catch {
      setSaid('refused');
    }
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void copy()}>
        {said === 'copied' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
        {label}
        <span className="unseen" role="status">
          {said === 'copied' ? words.copied : ''}
        </span>
      </button>
      {said === 'refused' ? (
        <textarea className="field mono refused" readOnly aria-label={words.refused} value={text} rows={3} />
      ) : null}
    </>
  );
}
