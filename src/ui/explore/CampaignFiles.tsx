/** A campaign kept: in a file to go on from another day, or beside the next one to be compared with it. */
import { GitCompare, Save } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { FileButton } from '../lab/FileButton.tsx';
import { LabWork } from '../lab/LabFrame.tsx';
import { saveFile } from '../keep/save.ts';
import type { Desk } from '../store/desk.ts';
import { exploreTexts } from '../texts/explore.ts';
import type { CampaignReport } from '../worker/lab/protocol.ts';
import { beside, compare, desk, keepBeside } from './desk.ts';

export function nameOf({ plan, runs }: Pick<CampaignReport, 'plan' | 'runs'>): string {
  return exploreTexts.campaignName(plan.aim.policy, plan.seed, runs);
}

interface FilesProps {
  /** Takes the choices of a campaign that was opened. */
  readonly choose: (kept: Pick<CampaignReport, 'plan'>) => void;
}

export function CampaignFiles({ choose }: FilesProps): ReactElement {
  const words = exploreTexts;
  const { work, result } = useStore(desk.store);
  const other = useStore(beside.store);
  const { report, state } = result;
  const busy = work.kind === 'working';
  const save = (): void => {
    if (report === null || state === null) return;
    const name = `campaign-${report.plan.aim.policy}-${report.plan.seed}-${report.runs}.json`;
    saveFile(name, 'application/json', JSON.stringify({ state, report }));
  };
  return (
    <div className="campaign-files">
      {report === null || busy ? null : (
        <>
          <button type="button" className="button" onClick={() => keepBeside(report)}>
            <GitCompare size={13} aria-hidden />
            {words.keep}
          </button>
          {state === null ? null : (
            <button type="button" className="button" onClick={save}>
              <Save size={13} aria-hidden />
              {words.saveCampaign}
            </button>
          )}
        </>
      )}
      <FileButton
        label={words.openCampaign}
        disabled={busy}
        onText={async (name, text) => {
          await read(desk, name, text);
          const opened = desk.store.getState().result;
          const plan = opened.state ?? opened.report;
          if (plan !== null) choose(plan);
          compare();
        }}
      />
      <FileButton
        label={words.compareFile}
        disabled={other.work.kind === 'working'}
        onText={async (name, text) => {
          await read(beside, name, text);
          compare();
        }}
      />
      {other.work.kind === 'failed' ? <LabWork work={other.work} lost={other.lost} /> : null}
    </div>
  );
}

async function read<R>(to: Desk<R>, name: string, text: string): Promise<void> {
  await to.ask({ kind: 'read', name, text }, 1);
}
