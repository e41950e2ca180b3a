/** The sheets with the settings of the logic and the constants of the services. */
import { SlidersHorizontal } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ParamSpec } from '../../sim/model/params.ts';
import type { Values } from '../../sim/model/scenario.ts';
import { usePageState } from '../context.ts';
import { withUnit } from '../format.ts';
import { Popover } from '../parts/Popover.tsx';
import { texts } from '../texts.ts';
import type { ConstantDescription } from '../worker/protocol.ts';
import { useOverrides } from './overrides.ts';
import { ParamSheet } from './ParamSheet.tsx';

const WIDTH = 420;
/** Each the same every time, so that a selector's answer does not look new. */
const NO_SETTINGS: readonly ParamSpec[] = [];
const NO_CONSTANTS: readonly ConstantDescription[] = [];
const NO_VALUES: Values = {};

function names(values: object | undefined): ReadonlySet<string> {
  return new Set(Object.keys(values ?? {}));
}

export function SettingsSheet(): ReactElement {
  const specs = usePageState((state) => state.description?.app.settings ?? NO_SETTINGS);
  const values = usePageState((state) => state.result?.trace.inputs.settings ?? NO_VALUES);
  const { overrides, setValue, unsetValue } = useOverrides();
  const changed = names(overrides.settings);
  return (
    <Popover
      label={texts.conditions.settings}
      name={texts.conditions.settings}
      className="button"
      width={WIDTH}
      aside
      button={
        <>
          <SlidersHorizontal size={13} aria-hidden />
          <span>{texts.conditions.settings}</span>
          {changed.size > 0 ? <b>{changed.size}</b> : null}
        </>
      }
    >
      {() => (
        <ParamSheet
          title={texts.conditions.settings}
          hint={texts.conditions.settingsHint}
          specs={specs}
          values={values}
          changed={changed}
          onChange={(name, value) => setValue('settings', name, value)}
          onReset={(name) => unsetValue('settings', name)}
        />
      )}
    </Popover>
  );
}

export function ConstantsSheet(): ReactElement {
  const specs = usePageState((state) => state.description?.constants ?? NO_CONSTANTS);
  const values = usePageState((state) => state.result?.trace.constants ?? NO_VALUES);
  const { overrides, setValue, unsetValue } = useOverrides();
  const changed = names(overrides.constants);
  return (
    <Popover
      label={texts.conditions.constants}
      className="button"
      width={WIDTH}
      aside
      button={
        <>
          <span>{texts.conditions.constantsShort}</span>
          {changed.size > 0 ? <b>{changed.size}</b> : null}
        </>
      }
    >
      {() => (
        <ParamSheet
          title={texts.conditions.constants}
          hint={texts.conditions.constantsHint}
          specs={specs}
          values={values}
          changed={changed}
          note={(spec) => <Source spec={spec} />}
          onChange={(name, value) => setValue('constants', name, value)}
          onReset={(name) => unsetValue('constants', name)}
        />
      )}
    </Popover>
  );
}

function Source({ spec }: { readonly spec: ConstantDescription }): ReactElement {
  return (
    <small className="source">
      {texts.conditions.source}: {spec.source}
      {spec.published === undefined ? '' : `; ${texts.conditions.publishedValue(withUnit(spec, spec.published))}`}
    </small>
  );
}
