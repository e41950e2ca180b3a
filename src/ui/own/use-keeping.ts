/** Makes an own scenario of the run on show, and keeps it: under its old id and name, or as a new one that is shown then. */
import { OWN_VARIANT, type OwnScenario } from '../../sim/model/own-scenario.ts';
import { useTools } from '../context.ts';
import { ownFrom } from '../store/own/from.ts';
import { newOwnId } from '../store/own/own.ts';

/** Null where there is no run to make one of. */
export function useRecording(): (id: string, title?: string) => OwnScenario | null {
  const { page } = useTools();
  return (id, title) => {
    const { result, description } = page.store.getState();
    return result === null || description === null ? null : ownFrom(result.trace.inputs, description, id, title);
  };
}

/** Without a title it gets one from what happens in it. */
export function useKeeping(): (title?: string) => void {
  const { page } = useTools();
  const record = useRecording();
  return (title) => {
    const own = record(newOwnId(Math.random), title);
    if (own === null) return;
    page.own.keep(own);
    void page.choose({ scenario: own.id, variant: OWN_VARIANT });
  };
}
