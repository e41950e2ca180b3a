/** What the users type, and when: a small table in a sheet. Each change runs at once. */
import { Plus, X } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { TypedMessage } from '../../sim/model/scenario.ts';
import { usePageState } from '../context.ts';
import { Popover } from '../parts/Popover.tsx';
import { texts } from '../texts.ts';
import { useOverrides } from './overrides.ts';

const WIDTH = 520;
const NEXT_AFTER_MS = 500;
const NONE: readonly Required<TypedMessage>[] = [];

export function Messages(): ReactElement {
  const messages = usePageState((state) => state.result?.trace.inputs.messages ?? NONE);
  const { overrides, set } = useOverrides();
  const replace = (list: readonly TypedMessage[]): void => {
    set({ messages: list.toSorted((a, b) => a.atMs - b.atMs) });
  };
  const last = messages.at(-1);
  return (
    <Popover
      label={texts.conditions.messages}
      className="button"
      width={WIDTH}
      button={
        <>
          <span>{texts.conditions.messages}</span>
          {overrides.messages === undefined ? <small>{messages.length}</small> : <b>{messages.length}</b>}
        </>
      }
    >
      {() => (
        <>
          <h2>{texts.conditions.messages}</h2>
          <ol className="typing">
            {messages.map((message, index) => (
              <li key={`${index}-${message.atMs}-${message.text}-${message.user}`}>
                <Row
                  message={message}
                  index={index}
                  onChange={(changed) => replace(messages.map((each, at) => (at === index ? changed : each)))}
                />
                <button
                  type="button"
                  className="icon"
                  aria-label={texts.conditions.removeMessage(index + 1)}
                  title={messages.length === 1 ? texts.conditions.messagesAtLeastOne : undefined}
                  disabled={messages.length === 1}
                  onClick={() => replace(messages.filter((_, at) => at !== index))}
                >
                  <X size={14} aria-hidden />
                </button>
              </li>
            ))}
          </ol>
          <button
            type="button"
            className="button"
            onClick={() => {
              if (last !== undefined) replace([...messages, { ...last, atMs: last.atMs + NEXT_AFTER_MS }]);
            }}
          >
            <Plus size={13} aria-hidden />
            {texts.conditions.addMessage}
          </button>
        </>
      )}
    </Popover>
  );
}

interface RowProps {
  readonly message: Required<TypedMessage>;
  readonly index: number;
  readonly onChange: (message: Required<TypedMessage>) => void;
}

function Row({ message, index, onChange }: RowProps): ReactElement {
  const [atMs, setAtMs] = useState(String(message.atMs));
  const [text, setText] = useState(message.text);
  const [user, setUser] = useState(message.user);
  const fits = /^\d+$/.test(atMs) && text.trim() !== '' && user.trim() !== '';
  const commit = (): void => {
    const changed = { atMs: Number(atMs), text, user: user.trim() };
    const same = changed.atMs === message.atMs && text === message.text && changed.user === message.user;
    if (fits && !same) onChange(changed);
  };
  const field = (label: string, value: string, set: (value: string) => void, className: string): ReactElement => (
    <input
      className={`field ${className}`}
      aria-label={`${texts.conditions.message(index + 1)}: ${label}`}
      title={label}
      aria-invalid={!fits}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
  return (
    <>
      {field(texts.conditions.atMs, atMs, setAtMs, 'mono at')}
      {field(texts.conditions.text, text, setText, 'text')}
      {field(texts.conditions.user, user, setUser, 'mono user')}
    </>
  );
}
