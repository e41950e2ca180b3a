/** Scenarios by policies and single mitigations: what is broken, and what each costs. */
import './matrix.css';
import { type ReactElement, useMemo } from 'react';
import { useStore } from 'zustand';
import { usePageState } from '../context.ts';
import { LabForm, LabFrame, LabWork, SelectChoice } from '../lab/LabFrame.tsx';
import { NumberChoice } from '../lab/NumberChoice.tsx';
import { useChoices } from '../lab/use-choices.ts';
import { type Group, groupOf, GROUPS } from '../panes/groups.ts';
import { type Fields, oneOf, wholeNumber } from '../store/ask.ts';
import { texts } from '../texts.ts';
import { matrixTexts } from '../texts/matrix.ts';
import { handsOf } from '../worker/lab/client.ts';
import type { MatrixAsk } from '../worker/lab/protocol.ts';
import { desk } from './desk.ts';
import { MatrixTable } from './MatrixTable.tsx';

type Columns = MatrixAsk['columns'];

interface Choices {
  readonly columns: Columns;
  readonly scenarios: Exclude<Group, 'own'> | 'all';
  readonly runs: number;
  readonly seed: number;
  readonly rows: 'all' | 'differing';
}

const COLUMNS: readonly Columns[] = ['policies', 'mitigations', 'all'];
/** One's own the laboratory does not know. */
const OFFERED = GROUPS.filter((group) => group !== 'own');
const USUAL: Choices = { columns: 'policies', scenarios: 'all', runs: 30, seed: 1, rows: 'all' };
const MOST_RUNS = 1_000;
const MOST_SEED = 0xffff_ffff;
const FIELDS: Fields<Choices> = {
  columns: oneOf(COLUMNS),
  scenarios: oneOf(['all', ...OFFERED]),
  runs: wholeNumber(1, MOST_RUNS),
  seed: wholeNumber(0, MOST_SEED),
  rows: oneOf(['all', 'differing']),
};

export function MatrixView(): ReactElement {
  const words = matrixTexts;
  const scenarios = usePageState((state) => state.scenarios);
  const { work, result, lost } = useStore(desk.store);
  const [choices, choose] = useChoices('matrix', FIELDS, USUAL);
  const busy = work.kind === 'working';
  const ids = useMemo(
    () =>
      choices.scenarios === 'all'
        ? null
        : scenarios.filter((scenario) => groupOf(scenario) === choices.scenarios).map(({ id }) => id),
    [scenarios, choices.scenarios],
  );
  const start = (): void => {
    const { columns, runs, seed } = choices;
    void desk.ask(
      { kind: 'matrix', columns, scenarios: ids, runs, seed },
      handsOf(navigator.hardwareConcurrency),
      null,
    );
  };
  return (
    <LabFrame className="matrix" heading={words.heading} about={words.about}>
      <LabForm
        label={words.form}
        work={work}
        start={words.start}
        onStart={start}
        onStop={() => desk.stop()}
        disabled={scenarios.length === 0}
      >
        <SelectChoice
          label={words.columns}
          value={choices.columns}
          disabled={busy}
          options={COLUMNS.map((columns) => ({ value: columns, name: words.columnKinds[columns] }))}
          onChange={(columns) => choose({ columns })}
        />
        <SelectChoice
          label={words.scenarios}
          value={choices.scenarios}
          disabled={busy}
          options={[
            { value: 'all', name: words.everyScenario },
            ...OFFERED.map((group) => ({ value: group, name: texts.list.groups[group] })),
          ]}
          onChange={(group) => choose({ scenarios: group })}
        />
        <NumberChoice
          label={words.runs}
          value={choices.runs}
          least={1}
          most={MOST_RUNS}
          disabled={busy}
          onChange={(runs) => choose({ runs })}
        />
        <NumberChoice
          label={words.seed}
          value={choices.seed}
          least={0}
          most={MOST_SEED}
          disabled={busy}
          onChange={(seed) => choose({ seed })}
        />
      </LabForm>
      <LabWork work={work} lost={lost} {...(result === null ? { idle: words.idle } : {})} />
      {result === null ? null : (
        <MatrixTable
          matrix={result.matrix}
          seed={result.seed}
          onlyDiffering={choices.rows === 'differing'}
          onOnly={(only) => choose({ rows: only ? 'differing' : 'all' })}
        />
      )}
    </LabFrame>
  );
}
