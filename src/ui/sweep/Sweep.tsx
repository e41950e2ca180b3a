/** Which constants to choose: a heat map over what is varied, the front of what nothing beats, and a plain sentence. */
import './sweep.css';
import { type ReactElement, useMemo } from 'react';
import { useStore } from 'zustand';
import type { AppDescription } from '../../sim/model/app.ts';
import { type Range, sizeOf, writeRange } from '../../sim/model/typed.ts';
import { usePageState } from '../context.ts';
import { FileButton } from '../lab/FileButton.tsx';
import { LabForm, LabFrame, LabWork, SelectChoice } from '../lab/LabFrame.tsx';
import { NumberChoice } from '../lab/NumberChoice.tsx';
import { useChoices } from '../lab/use-choices.ts';
import { type Fields, oneOf, wholeNumber } from '../store/ask.ts';
import { texts } from '../texts.ts';
import { sweepTexts } from '../texts/sweep.ts';
import { handsOf } from '../worker/lab/client.ts';
import type { ConstantDescription } from '../worker/protocol.ts';
import { Best } from './Best.tsx';
import { desk, typed } from './desk.ts';
import { FrontChart } from './FrontChart.tsx';
import { type Metric, METRICS } from './front.ts';
import { HeatMap } from './HeatMap.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { optionalRange, rangeField } from './ranges.ts';
import { SweptTable } from './SweptTable.tsx';

interface Choices {
  readonly policy: string;
  readonly x: Range;
  readonly y: Range | null;
  readonly runs: number;
  readonly seed: number;
  readonly metric: Metric;
}

const USUAL: Choices = {
  policy: 'documented',
  x: { name: 'quietMs', from: 500, to: 3_000, step: 500 },
  y: { name: 'delayMs', from: 1_000, to: 5_000, step: 1_000 },
  runs: 60,
  seed: 1,
  metric: 'wrong',
};
const MOST_CELLS = 400;
const MOST_RUNS = 10_000;
const MOST_SEED = 0xffff_ffff;
const GAP_FILES = '.txt,.json,text/plain,application/json';
const NO_CONSTANTS: readonly ConstantDescription[] = [];

export function Sweep(): ReactElement {
  const app = usePageState((state) => state.description?.app);
  const constants = usePageState((state) => state.description?.constants ?? NO_CONSTANTS);
  const words = sweepTexts;
  return (
    <LabFrame className="sweep" heading={words.heading} about={words.about}>
      {app === undefined ? <p className="nothing">{texts.opening}</p> : <Swept app={app} constants={constants} />}
    </LabFrame>
  );
}

interface SweptProps {
  readonly app: AppDescription;
  readonly constants: readonly ConstantDescription[];
}

function Swept({ app, constants }: SweptProps): ReactElement {
  const words = sweepTexts;
  const names = useMemo(
    () => [...app.settings, ...constants].flatMap(({ kind, name }) => (kind === 'number' ? [name] : [])),
    [app, constants],
  );
  const fields = useMemo(
    (): Fields<Choices> => ({
      policy: oneOf(app.policies.map(({ id }) => id)),
      x: rangeField(names),
      y: optionalRange(names),
      runs: wholeNumber(1, MOST_RUNS),
      seed: wholeNumber(0, MOST_SEED),
      metric: oneOf(METRICS),
    }),
    [app, names],
  );
  const [choices, choose] = useChoices('sweep', fields, USUAL);
  const { work, result, lost } = useStore(desk.store);
  const typing = useStore(typed, (state) => state.typing);
  const { policy, x, y, runs, seed, metric } = choices;
  const busy = work.kind === 'working';
  const cells = sizeOf(x) * (y === null ? 1 : sizeOf(y));
  const fits = cells <= MOST_CELLS;
  const start = (): void => {
    const vary = [x, ...(y === null ? [] : [y])].map(writeRange);
    void desk.ask({ kind: 'sweep', vary, policy, runs, seed, typing }, handsOf(navigator.hardwareConcurrency), []);
  };
  return (
    <>
      <LabForm
        label={words.form}
        work={work}
        start={words.start}
        onStart={start}
        onStop={() => desk.stop()}
        disabled={!fits}
      >
        <SelectChoice
          label={words.policy}
          value={policy}
          disabled={busy}
          options={app.policies.map(({ id }) => ({ value: id, name: id }))}
          onChange={(id) => choose({ policy: id })}
        />
        <RangeChoice
          label={words.x}
          range={x}
          names={names.filter((name) => name !== y?.name)}
          disabled={busy}
          onChange={(range) => choose({ x: range ?? x })}
        />
        <RangeChoice
          label={words.y}
          range={y}
          names={names.filter((name) => name !== x.name)}
          optional
          disabled={busy}
          onChange={(range) => choose({ y: range })}
        />
        <NumberChoice
          label={words.runs}
          value={runs}
          least={1}
          most={MOST_RUNS}
          disabled={busy}
          onChange={(value) => choose({ runs: value })}
        />
        <NumberChoice
          label={words.seed}
          value={seed}
          least={0}
          most={MOST_SEED}
          disabled={busy}
          onChange={(value) => choose({ seed: value })}
        />
        <Typing disabled={busy} />
      </LabForm>
      <p className="sweep-size" data-fits={fits}>
        {fits ? words.size(cells, cells * runs) : words.tooMany(cells, MOST_CELLS)}
      </p>
      <LabWork work={work} lost={lost} {...(result.length === 0 ? { idle: words.idle } : {})} />
      {result.length === 0 ? null : (
        <>
          <Best rows={result} />
          <div className="sweep-both">
            <HeatMap rows={result} metric={metric} onMetric={(each) => choose({ metric: each })} />
            <FrontChart rows={result} />
          </div>
          <SweptTable rows={result} />
        </>
      )}
    </>
  );
}

/** The stated model, or a file of real gaps. */
function Typing({ disabled }: { readonly disabled: boolean }): ReactElement {
  const words = sweepTexts;
  const typing = useStore(typed, (state) => state.typing);
  return (
    <div className="lab-choice">
      <span className="choice-name">{words.typing}</span>
      <span className="typing-choice">
        <span>{typing === null ? words.model : words.file(typing.name)}</span>
        {typing === null ? (
          <FileButton
            label={words.chooseFile}
            accept={GAP_FILES}
            disabled={disabled}
            onText={(name, text) => typed.setState({ typing: { name, text } })}
          />
        ) : (
          <button type="button" className="button" disabled={disabled} onClick={() => typed.setState({ typing: null })}>
            {words.useModel}
          </button>
        )}
      </span>
    </div>
  );
}
