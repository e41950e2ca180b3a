/** What the users type, and when: a table in a sheet. Each change runs at once; what does not fit says what would. */
import { Plus, X } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import type { TypedMessage } from '../../sim/model/scenario.ts';
import { usePageState } from '../context.ts';
import { duration } from '../format.ts';
import { Popover } from '../parts/Popover.tsx';
import { texts } from '../texts.ts';
import { useOverrides } from './overrides.ts';

const WIDTH = 560;
const NEXT_AFTER_MS = 500;
/** More rows than this would make the sheet slow; a long run's messages come from a link or a file. */
const ROWS_SHOWN = 200;
const NONE: readonly Required<TypedMessage>[] = [];

export function Messages(): ReactElement {
  const count = usePageState((state) => (state.result?.trace.inputs.messages ?? NONE).length);
  const { overrides } = useOverrides();
  return (
    <Popover
      label={texts.conditions.messages}
      className="button"
      width={WIDTH}
      button={
        <>
          <span>{texts.conditions.messages}</span>
          {overrides.messages === undefined ? <small>{count}</small> : <b>{count}</b>}
        </>
      }
    >
      {() => <Sheet />}
    </Popover>
  );
}

function Sheet(): ReactElement {
  const messages = usePageState((state) => state.result?.trace.inputs.messages ?? NONE);
  const { set } = useOverrides();
  const replace = (list: readonly TypedMessage[]): void => {
    set({ messages: list.toSorted((a, b) => a.atMs - b.atMs) });
  };
  const last = messages.at(-1);
  const hidden = messages.length - ROWS_SHOWN;
  const { conditions } = texts;
  return (
    <>
      <h2>{conditions.messages}</h2>
      <p className="hint">{conditions.messagesHint}</p>
      <div className="typing-head" aria-hidden>
        <span />
        <span>{conditions.atMs}</span>
        <span>{conditions.text}</span>
        <span>{conditions.user}</span>
      </div>
      <ol className="typing">
        {messages.slice(0, ROWS_SHOWN).map((message, index) => (
          <li key={`${index}-${message.atMs}-${message.text}-${message.user}`}>
            <span aria-hidden>{index + 1}</span>
            <Row
              message={message}
              index={index}
              onChange={(changed) => replace(messages.map((each, at) => (at === index ? changed : each)))}
            />
            <button
              type="button"
              className="icon"
              aria-label={conditions.removeMessage(index + 1)}
              title={messages.length === 1 ? conditions.messagesAtLeastOne : undefined}
              disabled={messages.length === 1}
              onClick={() => replace(messages.filter((_, at) => at !== index))}
            >
              <X size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ol>
      {hidden > 0 ? <p className="hint">{conditions.moreMessages(hidden)}</p> : null}
      <button
        type="button"
        className="button"
        onClick={() => {
          if (last !== undefined) replace([...messages, { ...last, atMs: last.atMs + NEXT_AFTER_MS }]);
        }}
      >
        <Plus size={13} aria-hidden />
        {conditions.addMessage}
      </button>
    </>
  );
}

const LONGEST_RUN_MS = 172_800_000;
const LONGEST_TEXT = 2_000;

interface Typed {
  readonly atMs: string;
  readonly text: string;
  readonly user: string;
}

/** What would fit where something does not; the bounds are the simulation's, which judges again. */
function wrongIn({ atMs, text, user }: Typed): string | null {
  const { wrong } = texts.conditions;
  if (!/^\d{1,10}$/.test(atMs.trim()) || Number(atMs) > LONGEST_RUN_MS) return wrong.atMs(duration(LONGEST_RUN_MS));
  if (text === '' || text.length > LONGEST_TEXT) return wrong.text(LONGEST_TEXT);
  return /^\d{8,20}$/.test(user.trim()) ? null : wrong.user;
}

interface RowProps {
  readonly message: Required<TypedMessage>;
  readonly index: number;
  readonly onChange: (message: Required<TypedMessage>) => void;
}

const FIELDS = ['atMs', 'text', 'user'] as const;

function Row({ message, index, onChange }: RowProps): ReactElement {
  const own: Typed = { atMs: String(message.atMs), text: message.text, user: message.user };
  const [typed, setTyped] = useState(own);
  const id = useId();
  const wrong = wrongIn(typed);
  const commit = (): void => {
    const same = FIELDS.every((name) => typed[name] === own[name]);
    if (wrong !== null || same) return;
    onChange({ atMs: Number(typed.atMs), text: typed.text, user: typed.user.trim() });
  };
  return (
    <>
      {FIELDS.map((name) => (
        <input
          key={name}
          className={`field ${name === 'text' ? 'text' : `mono ${name}`}`}
          aria-label={`${texts.conditions.message(index + 1)}: ${texts.conditions[name]}`}
          aria-invalid={wrong !== null && wrongIn({ ...own, [name]: typed[name] }) !== null}
          aria-describedby={wrong === null ? undefined : id}
          inputMode={name === 'text' ? 'text' : 'numeric'}
          value={typed[name]}
          onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
      ))}
      {wrong === null ? null : (
        <span id={id} className="wrong" role="alert">
          {texts.problems.fits} {wrong}
        </span>
      )}
    </>
  );
}
