/** The two phones, as they stand now, and the line to type on. Both get every message at the same moment. */
import { SendHorizontal } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { DEFAULT_USER } from '../../sim/model/scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { Phone } from '../panes/Chats.tsx';
import { Select } from '../parts/Select.tsx';
import { tabs, texts } from '../texts.ts';
import type { LiveState } from '../store/live/state.ts';
import { useLive } from './live-context.ts';
import { COMPOSER_ID } from './live-keys.ts';

const LONGEST_TEXT = 2_000;
/** The first is the document's test user; the others are not among its test users. */
const USERS = [DEFAULT_USER, '4282789748459242', '5282789748459243'] as const;

export function LiveChats(): ReactElement {
  const trace = usePageState((state) => state.result?.trace);
  const [user, setUser] = useState<string>(DEFAULT_USER);
  return (
    <aside className="live-chats" aria-label={tabs.chat}>
      <div className="phones">
        {trace === undefined ? (
          <p className="nothing">{texts.loading}</p>
        ) : (
          <>
            <Phone trace={trace} side="pipeline" user={user} />
            <Phone trace={trace} side="baseline" user={user} />
          </>
        )}
      </div>
      <Composer user={user} onUser={setUser} />
    </aside>
  );
}

/** While a run starts, what is sent waits for it. */
const TAKES_TEXTS: readonly LiveState['phase']['kind'][] = ['starting', 'ready', 'going', 'paused'];
const SHOWS_WAITING: readonly LiveState['phase']['kind'][] = ['starting', 'paused'];

function Composer({ user, onUser }: { readonly user: string; readonly onUser: (user: string) => void }): ReactElement {
  const { live } = useTools();
  const [text, setText] = useState('');
  const open = useLive(({ phase }) => TAKES_TEXTS.includes(phase.kind));
  const waiting = useLive(({ phase, waiting: count }) => (SHOWS_WAITING.includes(phase.kind) ? count : 0));
  const send = (words: string): void => {
    if (words.trim() !== '') live.type(words, user);
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (!open) return;
        send(text);
        setText('');
      }}
    >
      <div className="composer-samples">
        <span>{texts.live.sampleHint}</span>
        {texts.live.samples.map((sample) => (
          <button key={sample} type="button" className="chip" disabled={!open} onClick={() => send(sample)}>
            {sample}
          </button>
        ))}
      </div>
      <div className="composer-line">
        <input
          id={COMPOSER_ID}
          className="field"
          aria-label={texts.live.type}
          placeholder={texts.live.placeholder}
          autoComplete="off"
          maxLength={LONGEST_TEXT}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className="button primary" disabled={!open || text.trim() === ''}>
          <SendHorizontal size={14} aria-hidden />
          {texts.live.send}
        </button>
      </div>
      <div className="composer-user">
        <Select aria-label={texts.live.user} value={user} onChange={(event) => onUser(event.currentTarget.value)}>
          {USERS.map((id, index) => (
            <option key={id} value={id}>
              {texts.live.users[index]}
            </option>
          ))}
        </Select>
        <span role="status">{waiting > 0 ? texts.live.waiting(waiting) : null}</span>
      </div>
    </form>
  );
}
