/** Faults as chips: what is armed first, then what can be thrown at the run. A chip opens its form. */
import { Check, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Scalar } from '../../sim/model/json.ts';
import type { FaultInput } from '../../sim/model/scenario.ts';
import { usePageState } from '../context.ts';
import { withUnit } from '../format.ts';
import { ParamForm } from '../parts/ParamForm.tsx';
import { Popover } from '../parts/Popover.tsx';
import { texts } from '../texts.ts';
import type { FaultDescription } from '../worker/protocol.ts';
import { useOverrides } from './overrides.ts';

const WIDTH = 400;
const NONE: readonly FaultInput[] = [];
const NOT_DESCRIBED: readonly FaultDescription[] = [];

/** The first parameter that says something, for the chip: `dedup window 90 s`. */
function inAWord(description: FaultDescription | undefined, fault: FaultInput): string {
  for (const spec of description?.params ?? []) {
    const value = fault[spec.name];
    if (value === undefined || value === spec.default || typeof value === 'boolean') continue;
    return spec.kind === 'text' ? JSON.stringify(value) : withUnit(spec, value);
  }
  return '';
}

export function Faults(): ReactElement {
  const catalogue = usePageState((state) => state.description?.faults ?? NOT_DESCRIBED);
  const armed = usePageState((state) => state.result?.trace.inputs.faults ?? NONE);
  const { set } = useOverrides();
  const replace = (faults: readonly FaultInput[]): void => set({ faults });
  return (
    <div className="faults" role="group" aria-label={texts.conditions.faults}>
      <span className="label">{texts.conditions.faults}</span>
      <div className="chips" tabIndex={-1}>
        {armed.map((fault, index) => (
          <Armed
            key={`${index}-${fault.fault}`}
            fault={fault}
            description={catalogue.find(({ id }) => id === fault.fault)}
            onChange={(name, value) =>
              replace(armed.map((each, at) => (at === index ? { ...each, [name]: value } : each)))
            }
            onRemove={() => replace(armed.filter((_, at) => at !== index))}
          />
        ))}
        {catalogue.map(({ id, title, sentence }) => (
          <button
            key={id}
            type="button"
            className="chip"
            title={sentence}
            aria-label={texts.conditions.add(title)}
            onClick={() => replace([...armed, { fault: id }])}
          >
            {title}
          </button>
        ))}
      </div>
      <Popover
        label={texts.conditions.allFaults}
        name={texts.conditions.addFault}
        className="button"
        width={WIDTH}
        button={
          <>
            <Plus size={13} aria-hidden />
            <span>{texts.conditions.addFault}</span>
          </>
        }
      >
        {(close) => (
          <>
            <h2>{texts.conditions.allFaults}</h2>
            <ul className="catalogue">
              {catalogue.map(({ id, title, sentence }) => (
                <li key={id}>
                  <button
                    type="button"
                    onClick={() => {
                      replace([...armed, { fault: id }]);
                      close();
                    }}
                  >
                    <b>{title}</b>
                    <span>{sentence}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Popover>
    </div>
  );
}

interface ArmedProps {
  readonly fault: FaultInput;
  readonly description: FaultDescription | undefined;
  readonly onChange: (name: string, value: Scalar) => void;
  readonly onRemove: () => void;
}

function Armed({ fault, description, onChange, onRemove }: ArmedProps): ReactElement {
  const title = description?.title ?? fault.fault;
  return (
    <Popover
      label={texts.conditions.edit(title)}
      className="chip chip-armed"
      width={WIDTH}
      button={
        <>
          <Check size={13} aria-hidden />
          {title} {inAWord(description, fault)}
        </>
      }
    >
      {(close) => (
        <>
          <header className="sheet-header">
            <h2>{title}</h2>
            <button
              type="button"
              className="button"
              onClick={() => {
                onRemove();
                close();
              }}
            >
              {texts.conditions.remove}
            </button>
          </header>
          <p className="hint">{description?.sentence}</p>
          <ParamForm specs={description?.params ?? []} values={fault} onChange={onChange} />
        </>
      )}
    </Popover>
  );
}
