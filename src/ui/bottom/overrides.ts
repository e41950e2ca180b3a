/** What a person changed against the scenario, as components read and write it. */
import type { Scalar } from '../../sim/model/json.ts';
import { usePageState, useTools } from '../context.ts';
import { isChanged } from '../store/selectors.ts';
import type { Overrides } from '../worker/protocol.ts';

export interface OverridesTools {
  readonly overrides: Overrides;
  readonly changed: boolean;
  readonly set: (part: Overrides) => void;
  readonly setValue: (of: 'settings' | 'constants', name: string, value: Scalar) => void;
  /** As the scenario has it. */
  readonly unsetValue: (of: 'settings' | 'constants', name: string) => void;
  readonly reset: () => void;
}

export function useOverrides(): OverridesTools {
  const { page } = useTools();
  const overrides = usePageState((state) => state.overrides);
  const changed = usePageState(isChanged);
  const set = (part: Overrides): void => void page.change({ ...page.store.getState().overrides, ...part });
  return {
    overrides,
    changed,
    set,
    setValue: (of, name, value) => set({ [of]: { ...page.store.getState().overrides[of], [name]: value } }),
    unsetValue: (of, name) => {
      const { [of]: values, ...rest } = page.store.getState().overrides;
      const left = Object.entries(values ?? {}).filter(([each]) => each !== name);
      void page.change(left.length === 0 ? rest : { ...rest, [of]: Object.fromEntries(left) });
    },
    reset: () => void page.change({}),
  };
}
