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
    reset: () => void page.change({}),
  };
}
