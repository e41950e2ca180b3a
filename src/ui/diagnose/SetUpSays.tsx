/** What the real logic makes of a set-up: run in a worker, once as it is, and where the flag is off once with it right. */
import { type ReactElement, useEffect, useState } from 'react';
import type { LogLine } from '../../sim/model/app.ts';
import {
  readSetUp,
  runOfSetUp,
  type SetUp,
  type SetUpReading,
  type Trap,
  withFlagRight,
} from '../../sim/model/diagnose/index.ts';
import { type Tools, useTools } from '../context.ts';
import { atTime } from '../format.ts';
import { Mark } from '../parts/Mark.tsx';
import { diagnoseTexts } from '../texts/diagnose.ts';
import { Overtaken, WorkerProblem } from '../worker/client.ts';

/** The scenario of one message: nothing else goes wrong in it. */
const RUN_IN = { scenario: 'single-message', variant: 'batched' } as const;
const BY_USER: readonly Trap[] = ['leading-zero', 'one-digit', 'not-listed'];

type Says =
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'read'; readonly asItIs: SetUpReading; readonly flagRight: SetUpReading | null };

async function ask(setUp: SetUp, logLines: readonly LogLine[], { aside }: Pick<Tools, 'aside'>): Promise<Says> {
  const reading = async (of: SetUp): Promise<SetUpReading> => {
    const { trace } = await aside.run({ ...RUN_IN, overrides: runOfSetUp(of) });
    return readSetUp(of, trace, logLines);
  };
  const asItIs = await reading(setUp);
  const byFlag = asItIs.enabled === false && !asItIs.traps.some((trap) => BY_USER.includes(trap));
  return { kind: 'read', asItIs, flagRight: byFlag ? await reading(withFlagRight(setUp)) : null };
}

function useSays(setUp: SetUp, logLines: readonly LogLine[]): Says {
  const { aside } = useTools();
  const [says, setSays] = useState<Says>({ kind: 'running' });
  useEffect(() => {
    let wanted = true;
    const tell = (next: Says): void => {
      if (wanted) setSays(next);
    };
    ask(setUp, logLines, { aside }).then(tell, (error: unknown) => {
      if (error instanceof Overtaken) return;
      tell({ kind: 'failed', message: error instanceof WorkerProblem ? error.problem.message : String(error) });
    });
    return () => {
      wanted = false;
    };
  }, [setUp, logLines, aside]);
  return says;
}

export function SetUpSays(props: { readonly setUp: SetUp; readonly logLines: readonly LogLine[] }): ReactElement {
  const words = diagnoseTexts.setUp;
  const says = useSays(props.setUp, props.logLines);
  return (
    <div className="set-up-says" role="status" aria-label={words.does}>
      <h4>{words.does}</h4>
      {says.kind === 'running' ? <p>{words.running}</p> : null}
      {says.kind === 'failed' ? <p className="wrong">{says.message}</p> : null}
      {says.kind === 'read' ? <Reading asItIs={says.asItIs} flagRight={says.flagRight} /> : null}
    </div>
  );
}

interface ReadingProps {
  readonly asItIs: SetUpReading;
  readonly flagRight: SetUpReading | null;
}

function Reading({ asItIs, flagRight }: ReadingProps): ReactElement {
  const words = diagnoseTexts.setUp;
  const { enabled, lines, replies, traps } = asItIs;
  return (
    <>
      <p className="answer">
        <Mark outcome={enabled === null ? 'inconclusive' : enabled ? 'holds' : 'broken'} />{' '}
        {enabled === null ? words.unsaid : enabled ? words.on : words.off}
      </p>
      <p>{words.reply(replies.map(({ atMs }) => atTime(atMs)))}</p>
      <Traps heading={enabled === true ? words.watch : words.traps} traps={traps} />
      {flagRight?.enabled === true ? <p>{words.nextOn}</p> : null}
      <Traps heading={words.next} traps={flagRight?.traps ?? []} />
      {lines.length === 0 ? null : (
        <>
          <h5>{words.printed}</h5>
          <pre className="mono">{lines.join('\n')}</pre>
        </>
      )}
    </>
  );
}

function Traps({ heading, traps }: { readonly heading: string; readonly traps: readonly Trap[] }): ReactElement | null {
  if (traps.length === 0) return null;
  return (
    <>
      <h5>{heading}</h5>
      <ul className="traps">
        {traps.map((trap) => (
          <li key={trap}>{diagnoseTexts.setUp.trap[trap]}</li>
        ))}
      </ul>
    </>
  );
}
