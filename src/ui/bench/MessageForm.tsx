/** The text of one message, new or changed: typed here, counted when Enter is pressed. */
import { type ReactElement, useId, useState } from 'react';
import { Select } from '../parts/Select.tsx';
import { texts } from '../texts.ts';

/** Messenger's own bound on a text. */
const LONGEST_TEXT = 2_000;

interface MessageFormProps {
  readonly heading: string;
  readonly button: string;
  readonly text: string;
  readonly user: string;
  readonly users: readonly string[];
  readonly onDone: (text: string, user: string) => void;
  readonly onRemove?: (() => void) | undefined;
}

export function MessageForm(props: MessageFormProps): ReactElement {
  const { heading, button, text: before, user: usual, users, onDone, onRemove } = props;
  const [text, setText] = useState(before);
  const [user, setUser] = useState(usual);
  const id = useId();
  return (
    <form
      className="message-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '') onDone(text, user);
      }}
    >
      <header className="sheet-header">
        <h2>{heading}</h2>
        {onRemove === undefined ? null : (
          <button type="button" className="button" onClick={onRemove}>
            {texts.bench.remove}
          </button>
        )}
      </header>
      <input
        className="field"
        data-focus-first
        aria-label={texts.bench.type}
        placeholder={texts.bench.type}
        maxLength={LONGEST_TEXT}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {users.length < 2 ? null : (
        <div className="condition">
          <label htmlFor={id}>{texts.bench.user}</label>
          <Select id={id} value={user} onChange={(event) => setUser(event.currentTarget.value)}>
            {users.map((each, index) => (
              <option key={each} value={each}>
                {texts.bench.userName(index + 1, each)}
              </option>
            ))}
          </Select>
        </div>
      )}
      <button type="submit" className="button primary" disabled={text === ''}>
        {button}
      </button>
    </form>
  );
}
