/** Faults as chips: what is armed first, then a few that suggest themselves, and the menu of all. */
import { type ReactElement, useState } from 'react';
import type { FaultInput } from '../../sim/model/scenario.ts';
import { usePageState } from '../context.ts';
import { scenarioOf } from '../store/selectors.ts';
import { texts } from '../texts.ts';
import type { FaultDescription } from '../worker/protocol.ts';
import { ArmedFault } from './ArmedFault.tsx';
import { suggestedFaults } from './fault-groups.ts';
import { FaultMenu } from './FaultMenu.tsx';
import { useOverrides } from './overrides.ts';

/** So many are suggested, by how many are armed: those come first, and need the room. */
const SUGGESTED = [3, 2] as const;
const NONE: readonly FaultInput[] = [];
const NOT_DESCRIBED: readonly FaultDescription[] = [];

export function Faults(): ReactElement {
  const catalogue = usePageState((state) => state.description?.faults ?? NOT_DESCRIBED);
  // What a person armed counts at once, also where the run refuses it: the form is where it is mended.
  const armed = usePageState((state) => state.overrides.faults ?? state.result?.trace.inputs.faults ?? NONE);
  const scenario = usePageState(scenarioOf);
  const { set } = useOverrides();
  /** The place of the fault that was added last: its form opens. */
  const [added, setAdded] = useState(-1);
  const replace = (faults: readonly FaultInput[]): void => set({ faults });
  const add = (id: string): void => {
    setAdded(armed.length);
    replace([...armed, { fault: id }]);
  };
  return (
    <div className="faults" role="group" aria-label={texts.conditions.faults}>
      <span className="label">{texts.conditions.faults}</span>
      <div className="chips">
        {armed.map((fault, index) => (
          <ArmedFault
            key={`${index}-${fault.fault}`}
            fault={fault}
            index={index}
            description={catalogue.find(({ id }) => id === fault.fault)}
            opens={index === added}
            onChange={(name, value) =>
              replace(armed.map((each, at) => (at === index ? { ...each, [name]: value } : each)))
            }
            onRemove={() => {
              setAdded(-1);
              replace(armed.filter((_, at) => at !== index));
            }}
          />
        ))}
        {suggestedFaults(catalogue, scenario, armed, SUGGESTED[armed.length] ?? 0).map(({ id, title, sentence }) => (
          <button
            key={id}
            type="button"
            className="chip chip-suggested"
            title={sentence}
            aria-label={texts.conditions.add(title)}
            onClick={() => add(id)}
          >
            <span>{title}</span>
          </button>
        ))}
      </div>
      <FaultMenu catalogue={catalogue} onAdd={add} />
    </div>
  );
}
