/** Chooses one of the two runs, and says in a word how it came out. */
import { type ReactElement, useRef } from 'react';
import { tellDeparture } from '../../sim/model/trace-file/checkpoints.ts';
import { usePageState, useTools } from '../context.ts';
import { openFile } from '../keep/open-file.ts';
import { Mark } from '../parts/Mark.tsx';
import { Select } from '../parts/Select.tsx';
import { otherPolicies, otherVariants, type Picked } from '../store/compared/compare.ts';
import { readPick, writePick } from '../store/compared/picks.ts';
import { broken } from '../store/selectors.ts';
import type { RunPick } from '../store/state.ts';
import { compareTexts } from '../texts/compare.ts';

/** How many seeds beside the own one are offered. */
const SEEDS = 8;
const OPEN = 'open';

interface PickerProps {
  readonly where: 'left' | 'right';
  readonly pick: RunPick;
  /** As soon as it is there. */
  readonly picked: Picked | null;
}

export function Picker({ where, pick, picked }: PickerProps): ReactElement {
  const { page } = useTools();
  const file = useRef<HTMLInputElement>(null);
  const choose = (next: RunPick): void =>
    page.store.setState(({ compare }) => ({ compare: { ...compare, [where]: next } }));
  const read = async (chosen: File): Promise<void> => {
    const before = page.store.getState().loaded;
    await openFile(page, chosen);
    // A file that could not be read has been told of; the run that was chosen stays.
    if (page.store.getState().loaded !== before) choose({ kind: 'file' });
    page.store.setState({ stage: 'compare' });
  };
  return (
    <div className="compare-pick">
      <label>
        <span>{compareTexts[where]}</span>
        <Select
          aria-label={compareTexts.run[where]}
          value={writePick(pick)}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value === OPEN) file.current?.click();
            else choose(readPick(value, page.store.getState().scenarios, compareTexts.run[where]));
          }}
        >
          <Options pick={pick} />
        </Select>
      </label>
      {picked === null ? null : <Outcome picked={picked} />}
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={`${compareTexts.run[where]}: ${compareTexts.open}`}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen !== undefined) void read(chosen);
        }}
      />
    </div>
  );
}

function Options({ pick }: { readonly pick: RunPick }): ReactElement {
  const variantIds = usePageState((state) =>
    otherVariants(state)
      .map(({ id }) => id)
      .join('\n'),
  );
  const variants = usePageState((state) => state.scenarios.find(({ id }) => id === state.choice.scenario)?.variants);
  const variant = usePageState((state) => state.choice.variant);
  const policies = usePageState((state) => state.description?.app.policies);
  const policyIds = usePageState((state) =>
    otherPolicies(state)
      .map(({ id }) => id)
      .join('\n'),
  );
  const seed = usePageState((state) => state.result?.trace.inputs.seed ?? 1);
  const hasBefore = usePageState((state) => state.before !== null);
  const fileName = usePageState((state) => state.loaded?.name ?? null);
  const [variantSet, policySet] = [new Set(variantIds.split('\n')), new Set(policyIds.split('\n'))];
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1).filter((each) => each !== seed);
  return (
    <>
      <optgroup label={compareTexts.here}>
        <option value="this">{compareTexts.this}</option>
        <option value="baseline">{compareTexts.baseline}</option>
        <option value="before" disabled={!hasBefore}>
          {hasBefore ? compareTexts.before : compareTexts.noBefore}
        </option>
        <option value="file" disabled={fileName === null}>
          {fileName === null ? compareTexts.noFile : compareTexts.file(fileName)}
        </option>
        <option value={OPEN}>{compareTexts.open}</option>
      </optgroup>
      {pick.kind === 'linked' ? (
        <optgroup label={compareTexts.fromLink}>
          <option value={writePick(pick)}>
            {pick.was === 'before' ? compareTexts.linked.before : compareTexts.linked[pick.was](pick.name)}
          </option>
        </optgroup>
      ) : null}
      <optgroup label={compareTexts.variants}>
        {variants
          ?.filter(({ id }) => variantSet.has(id) || isPicked(pick, 'variant', id))
          .map(({ id, title }) => (
            <option key={id} value={`variant:${id}`}>
              {id === variant ? compareTexts.asItWas(title) : title}
            </option>
          ))}
      </optgroup>
      <optgroup label={compareTexts.policies}>
        {policies
          ?.filter(({ id }) => policySet.has(id) || isPicked(pick, 'policy', id))
          .map(({ id, title }) => (
            <option key={id} value={`policy:${id}`}>
              {title}
            </option>
          ))}
      </optgroup>
      <optgroup label={compareTexts.seeds}>
        {(pick.kind === 'seed' && !seeds.includes(pick.seed) ? [...seeds, pick.seed] : seeds).map((each) => (
          <option key={each} value={`seed:${each}`}>
            {compareTexts.seed(each)}
          </option>
        ))}
      </optgroup>
      {[true, false].map((mine) => (
        <Scenarios key={String(mine)} mine={mine} />
      ))}
    </>
  );
}

/** Any other scenario, as it is; one's own come first. */
function Scenarios({ mine }: { readonly mine: boolean }): ReactElement | null {
  const scenarios = usePageState((state) => state.scenarios);
  const chosen = usePageState((state) => state.choice.scenario);
  const others = scenarios.filter(({ id, kind }) => id !== chosen && (kind === 'own') === mine);
  if (others.length === 0) return null;
  return (
    <optgroup label={mine ? compareTexts.mine : compareTexts.scenarios}>
      {others.map(({ id, title }) => (
        <option key={id} value={`scenario:${id}`}>
          {mine ? title : id}
        </option>
      ))}
    </optgroup>
  );
}

/** What is chosen stays in the list, also when it has become the run's own. */
function isPicked(pick: RunPick, kind: 'variant' | 'policy', id: string): boolean {
  return pick.kind === kind && pick.id === id;
}

function Outcome({ picked: { result, side } }: { readonly picked: Picked }): ReactElement {
  const mark = result.marks[side];
  const words = {
    broken: compareTexts.fails(broken(result.verdicts[side]).length),
    holds: compareTexts.passes,
    inconclusive: compareTexts.notJudged,
  };
  return (
    <span className="compare-outcome">
      <Mark outcome={mark} />
      <span className={`word word-${mark}`}>{words[mark]}</span>
      {result.departure === null || result.departure.kind === 'same' ? null : (
        <small>{compareTexts.departs(tellDeparture(result.departure))}</small>
      )}
    </span>
  );
}
