/**
 * A run's story: what happened in plain words, which switch would have prevented what went wrong, found by running
 * them, and what it cost beside the single tab.
 */
import { Square } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { type RunCost, runCostOf } from '../../sim/model/cost.ts';
import type { Remedy } from '../../sim/model/mitigations.ts';
import type { Trace } from '../../sim/model/trace.ts';
import type { CheckId } from '../../sim/model/verdict.ts';
import { viewRun } from '../../sim/model/view/index.ts';
import { usePageState, useTools } from '../context.ts';
import { duration, spoken } from '../format.ts';
import { broken, remembered } from '../store/selectors.ts';
import { sides } from '../texts.ts';
import { preventTexts } from '../texts/prevent.ts';
import { Overtaken, RunStopped, WorkerProblem } from '../worker/client.ts';
import type { Prevention, RunResult, Tried, Trials } from '../worker/protocol.ts';
import { Account } from './Account.tsx';
import { CheckTitle } from './Verdicts.tsx';

const costsOf = remembered((trace: Trace) => ({
  pipeline: runCostOf(viewRun(trace)),
  baseline: runCostOf(viewRun(trace, 'baseline')),
}));

/** Of a run that came to its end; a live one has no story yet. */
export function RunStory(): ReactElement | null {
  const result = usePageState((state) => (state.stage === 'replay' ? state.result : null));
  return result === null ? null : <StoryOf key={result.hash} result={result} />;
}

function StoryOf({ result }: { readonly result: RunResult }): ReactElement {
  const [asked, setAsked] = useState<Asked>({ kind: 'not-asked' });
  const remedy = useRemedySentence(asked.kind === 'found' ? asked.prevention : null);
  return (
    <>
      <Account result={result} remedy={remedy} />
      {broken(result.verdicts.pipeline).length === 0 ? null : (
        <Prevented result={result} asked={asked} setAsked={setAsked} />
      )}
      <Costs trace={result.trace} />
    </>
  );
}

/** The switch that cures most, in a sentence of the account. */
function useRemedySentence(prevention: Prevention | null): string | null {
  const [best] = prevention?.tried ?? [];
  const name = useRemedyName(best?.remedy);
  if (prevention === null) return null;
  if (best === undefined || best.cures.length === 0) return preventTexts.nothing;
  return preventTexts.wouldHave(name, best.cures.length, prevention.broken.length);
}

function replyTime({ slowestReplyMs }: RunCost): string {
  return slowestReplyMs === null ? preventTexts.none : duration(Math.round(slowestReplyMs));
}

function Costs({ trace }: { readonly trace: Trace }): ReactElement {
  const words = preventTexts;
  const { pipeline, baseline } = costsOf(trace);
  const rows: readonly (readonly [string, (cost: RunCost) => string])[] = [
    [words.replies, ({ replies }) => String(replies)],
    [words.slowest, replyTime],
    [words.modelCalls, ({ modelCalls }) => String(modelCalls)],
    [words.queueMessages, ({ queueMessages }) => String(queueMessages)],
    [words.redisCommands, ({ redisCommands }) => String(redisCommands)],
  ];
  return (
    <section>
      <h3>{words.cost}</h3>
      <table className="costs" aria-label={words.cost}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{words.measure}</span>
            </th>
            <th scope="col">{sides.pipeline}</th>
            <th scope="col">{sides.baseline}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, figure]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figure(pipeline)}</td>
              <td>{figure(baseline)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Asked =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'trying'; readonly trials: Trials | null }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'found'; readonly prevention: Prevention };

interface PreventedProps {
  readonly result: RunResult;
  readonly asked: Asked;
  readonly setAsked: (asked: Asked) => void;
}

function Prevented({ result, asked, setAsked }: PreventedProps): ReactElement {
  const words = preventTexts;
  const { aside } = useTools();
  const trying = asked.kind === 'trying';
  useEffect(() => (trying ? () => aside.stop() : undefined), [trying, aside]);
  const ask = async (): Promise<void> => {
    setAsked({ kind: 'trying', trials: null });
    try {
      const prevention = await aside.prevent(result.request, (trials) => setAsked({ kind: 'trying', trials }));
      setAsked({ kind: 'found', prevention });
    } catch (error) {
      if (error instanceof Overtaken || error instanceof RunStopped) setAsked({ kind: 'stopped' });
      else
        setAsked({ kind: 'failed', message: error instanceof WorkerProblem ? error.problem.message : String(error) });
    }
  };
  if (asked.kind === 'found') return <Found prevention={asked.prevention} />;
  return (
    <section>
      {trying ? (
        <div className="trying" role="status">
          <span>{asked.trials === null ? words.starting : words.trying(asked.trials.done, asked.trials.all)}</span>
          <button type="button" className="button" onClick={() => aside.stop()}>
            <Square size={11} fill="currentColor" aria-hidden />
            {words.stop}
          </button>
        </div>
      ) : (
        <button type="button" className="button" title={words.about} onClick={() => void ask()}>
          {words.ask}
        </button>
      )}
      {asked.kind === 'stopped' ? <p role="status">{words.stopped}</p> : null}
      {asked.kind === 'failed' ? (
        <p className="wrong" role="alert">
          {asked.message}
        </p>
      ) : null}
    </section>
  );
}

function Found({ prevention }: { readonly prevention: Prevention }): ReactElement {
  const words = preventTexts;
  const curing = prevention.tried.filter(({ cures }) => cures.length > 0);
  const rest = prevention.tried.length - curing.length;
  return (
    <section>
      <h3>{words.found}</h3>
      {curing.length === 0 ? (
        <p role="status">{words.nothing}</p>
      ) : (
        <table className="remedies" aria-label={words.found}>
          <thead>
            <tr>
              <th scope="col">{words.switch}</th>
              <th scope="col">{words.does}</th>
            </tr>
          </thead>
          <tbody>
            {curing.map((tried) => (
              <OneRemedy key={JSON.stringify(tried.remedy)} tried={tried} prevention={prevention} />
            ))}
          </tbody>
        </table>
      )}
      {rest === 0 ? null : <p className="rest">{words.others(rest)}</p>}
    </section>
  );
}

interface OneRemedyProps {
  readonly tried: Tried;
  readonly prevention: Prevention;
}

function OneRemedy({ tried, prevention }: OneRemedyProps): ReactElement {
  const words = preventTexts;
  const { page } = useTools();
  const { remedy, cures, breaks, cost, cutShort } = tried;
  const name = useRemedyName(remedy);
  const apply = (): void => {
    const { overrides } = page.store.getState();
    void page.change(
      remedy.kind === 'policy'
        ? { ...overrides, policy: remedy.policy }
        : { ...overrides, settings: { ...overrides.settings, [remedy.name]: remedy.value } },
    );
  };
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="button"
          aria-label={words.apply(name)}
          title={words.apply(name)}
          onClick={apply}
        >
          {name}
        </button>
      </th>
      <td>
        <p>
          <b className="word-holds">{words.cures}</b> {words.ofBroken(cures.length, prevention.broken.length)}:{' '}
          <Checks ids={cures} />
        </p>
        {breaks.length === 0 ? null : (
          <p>
            <b className="word-broken">{words.breaks}</b> <Checks ids={breaks} />
          </p>
        )}
        <p className="rest">
          {words.costs} {costWords(prevention.cost, cost)}
        </p>
        {cutShort ? <p className="rest">{words.cutShort}</p> : null}
      </td>
    </tr>
  );
}

function useRemedyName(remedy: Remedy | undefined): string {
  const title = usePageState((state) =>
    remedy?.kind === 'policy'
      ? state.description?.app.policies.find(({ id }) => id === remedy.policy)?.title
      : undefined,
  );
  if (remedy === undefined) return '';
  if (remedy.kind === 'policy') return preventTexts.policy(title ?? remedy.policy);
  return `${spoken(remedy.name)}: ${String(remedy.value)}`;
}

function Checks({ ids }: { readonly ids: readonly CheckId[] }): ReactElement {
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index === 0 ? '' : '; '}
          <CheckTitle id={id} />
        </span>
      ))}
    </>
  );
}

/** Only what differs: `QStash 1 → 2`. */
function costWords(before: RunCost, after: RunCost): string {
  const { fromTo, short, sameCost } = preventTexts;
  const times =
    replyTime(before) === replyTime(after) ? [] : [fromTo(short.slowestReplyMs, replyTime(before), replyTime(after))];
  const counts = (['modelCalls', 'queueMessages', 'redisCommands'] as const).flatMap((what) =>
    before[what] === after[what] ? [] : [fromTo(short[what], String(before[what]), String(after[what]))],
  );
  const all = [...times, ...counts];
  return all.length === 0 ? sameCost : all.join(', ');
}
