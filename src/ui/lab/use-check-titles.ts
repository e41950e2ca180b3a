/** What the checks are called, by their ids. One that is not described goes by its id. */
import { usePageState } from '../context.ts';

export function useCheckTitles(): (id: string) => string {
  const checks = usePageState((state) => state.description?.checks);
  return (id) => checks?.find((check) => check.id === id)?.title ?? id;
}
