/**
 * A sheet with many parameters: searched, under headings, or only what differs from its default. For the settings of
 * the logic and for the constants of the services alike; both come from their specifications.
 */
import { type ReactElement, type ReactNode, useState } from 'react';
import type { Scalar } from '../../sim/model/json.ts';
import type { ParamSpec } from '../../sim/model/params.ts';
import type { Values } from '../../sim/model/scenario.ts';
import { ParamForm } from '../parts/ParamForm.tsx';
import { texts } from '../texts.ts';
import { groupedParams, type ParamFilter, searchParams } from './param-groups.ts';

interface ParamSheetProps<S extends ParamSpec> {
  readonly title: string;
  readonly hint: string;
  readonly specs: readonly S[];
  readonly values: Values;
  /** Names whose value a person changed. */
  readonly changed: ReadonlySet<string>;
  readonly onChange: (name: string, value: Scalar) => void;
  readonly onReset: (name: string) => void;
  readonly note?: (spec: S) => ReactNode;
}

const EVERYTHING: ParamFilter = { text: '', onlyDifferent: false };

export function ParamSheet<S extends ParamSpec>(props: ParamSheetProps<S>): ReactElement {
  const { title, hint, specs, values, changed, onChange, onReset, note } = props;
  const [filter, setFilter] = useState(EVERYTHING);
  const shown = searchParams(specs, values, filter);
  return (
    <div className="param-sheet">
      <header>
        <h2>{title}</h2>
        <p className="hint">{hint}</p>
        <div className="param-filter">
          <input
            className="field"
            type="search"
            data-focus-first
            aria-label={texts.conditions.search(title)}
            placeholder={texts.conditions.search(title)}
            value={filter.text}
            onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
          />
          <label>
            <input
              type="checkbox"
              className="switch"
              checked={filter.onlyDifferent}
              onChange={(event) => setFilter({ ...filter, onlyDifferent: event.currentTarget.checked })}
            />
            {texts.conditions.onlyDifferent}
          </label>
        </div>
        <p className="count" role="status">
          {texts.conditions.shown(shown.length, specs.length)}
        </p>
      </header>
      {groupedParams(shown).map(([group, items]) => (
        <section key={group}>
          {group === '' ? null : <h3>{group}</h3>}
          <ParamForm
            specs={items}
            values={values}
            changed={changed}
            onChange={onChange}
            onReset={onReset}
            {...(note === undefined ? {} : { note })}
          />
        </section>
      ))}
      {shown.length === 0 ? (
        <p className="nothing">
          {filter.onlyDifferent && filter.text === '' ? texts.conditions.nothingDiffers : texts.conditions.noParam}
        </p>
      ) : null}
    </div>
  );
}
