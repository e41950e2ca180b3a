/** A fault that is armed: a chip that says what it is, and opens its form. */
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Scalar } from '../../sim/model/json.ts';
import type { FaultInput } from '../../sim/model/scenario.ts';
import { usePageState } from '../context.ts';
import { ParamForm } from '../parts/ParamForm.tsx';
import { Popover } from '../parts/Popover.tsx';
import { inAWord } from './in-a-word.ts';
import { effectOf } from '../store/effects.ts';
import { texts } from '../texts.ts';
import type { FaultDescription } from '../worker/protocol.ts';

const WIDTH = 400;

export interface ArmedFaultProps {
  readonly fault: FaultInput;
  /** Its place in the list of those that are armed. */
  readonly index: number;
  readonly description: FaultDescription | undefined;
  /** Whether its form opens as soon as it is there. */
  readonly opens: boolean;
  readonly onChange: (name: string, value: Scalar) => void;
  readonly onRemove: () => void;
}

export function ArmedFault({ fault, index, description, opens, onChange, onRemove }: ArmedFaultProps): ReactElement {
  const title = description?.title ?? fault.fault;
  const word = inAWord(description?.params ?? [], fault);
  const idle = usePageState((state) => effectOf(state, index) === 'idle');
  return (
    <Popover
      label={texts.conditions.edit(title)}
      className="chip chip-armed"
      width={WIDTH}
      opens={opens}
      title={idle ? `${title} ${word}\n${texts.conditions.effect.idle}` : `${title} ${word}`}
      button={
        <>
          <Check size={13} aria-hidden />
          <span>{title}</span> {word === '' ? null : <span className="chip-value">{word}</span>}
        </>
      }
    >
      {(close) => (
        <FaultSheet
          fault={fault}
          index={index}
          description={description}
          onChange={onChange}
          onRemove={() => {
            close();
            onRemove();
          }}
        />
      )}
    </Popover>
  );
}

/** What a fault is, whether it did anything, and all of its parameters. */
export function FaultSheet(props: Omit<ArmedFaultProps, 'opens'>): ReactElement {
  const { fault, index, description, onChange, onRemove } = props;
  const effect = usePageState((state) => effectOf(state, index));
  return (
    <>
      <header className="sheet-header">
        <h2>{description?.title ?? fault.fault}</h2>
        <button type="button" className="button" onClick={onRemove}>
          {texts.conditions.remove}
        </button>
      </header>
      <p className="hint">{description?.sentence}</p>
      {/* Its line is there whatever it says: the fields below stay where they are. */}
      <p className="fault-effect" role="status" data-effect={effect}>
        {texts.conditions.effect[effect]}
      </p>
      <ParamForm specs={description?.params ?? []} values={fault} onChange={onChange} />
    </>
  );
}
