/** Which fields of a view hold what does not fit: nothing of it starts while one does. */
import { createContext, useCallback, useContext, useMemo, useState } from 'react';

interface Wrong {
  readonly fields: readonly string[];
  readonly mark: (field: string, isWrong: boolean) => void;
}

export const WrongContext = createContext<Wrong>({ fields: [], mark: () => undefined });

/** For the frame of a view, which hands it on. */
export function useWrongFields(): Wrong {
  const [fields, setFields] = useState<readonly string[]>([]);
  const mark = useCallback((field: string, isWrong: boolean): void => {
    setFields((before) => {
      if (before.includes(field) === isWrong) return before;
      return isWrong ? [...before, field] : before.filter((each) => each !== field);
    });
  }, []);
  return useMemo(() => ({ fields, mark }), [fields, mark]);
}

export function useIsWrong(): boolean {
  return useContext(WrongContext).fields.length > 0;
}
