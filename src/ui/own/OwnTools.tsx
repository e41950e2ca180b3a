/** Below the list: record a scenario, bring one in from a file, take all of them out. Deleting can be undone. */
import { FileDown, FileUp, Radio } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import { usePageState, useTools } from '../context.ts';
import { readOwnFile } from '../store/own/own.ts';
import { problemOf } from '../store/problem-of.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { texts } from '../texts.ts';
import { saveJson } from '../keep/save.ts';

export function OwnTools(): ReactElement {
  const { page } = useTools();
  const own = usePageState((state) => state.own);
  const file = useRef<HTMLInputElement>(null);
  const read = async (chosen: File): Promise<void> => {
    try {
      for (const scenario of readOwnFile(await chosen.text())) page.own.take(scenario);
    } catch (error) {
      page.tell(problemOf(error));
    }
  };
  return (
    <div className="own-tools" role="group" aria-label={texts.own.tools}>
      <button type="button" className="button" onClick={() => page.store.setState({ stage: 'live', playing: false })}>
        <Radio size={13} aria-hidden />
        {texts.own.live}
      </button>
      <IconButton label={texts.own.import} onClick={() => file.current?.click()}>
        <FileUp size={14} aria-hidden />
      </IconButton>
      <IconButton
        label={texts.own.exportAll}
        disabled={own.length === 0}
        onClick={() => saveJson('own-scenarios.json', own)}
      >
        <FileDown size={14} aria-hidden />
      </IconButton>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={texts.own.import}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen !== undefined) void read(chosen);
        }}
      />
    </div>
  );
}
