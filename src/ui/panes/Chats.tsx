/** Two phones side by side at the moment of the playhead: what the user sees, and what the single tab would have shown. */
import type { ReactElement } from 'react';
import type { Trace, Side } from '../../sim/model/trace.ts';
import { usePageState, useTools } from '../context.ts';
import { clockTime, duration } from '../format.ts';
import { Select } from '../parts/Select.tsx';
import { chatAt, lateIn, usersOf, type Chat, type ChatLine } from '../store/selectors.ts';
import { waitAt } from '../store/moment/waiting.ts';
import { sides, texts } from '../texts.ts';
import { numbersIn } from '../timeline/words/index.ts';

/** A phone shows the latest; older lines are in the log and on the timelines. */
const LINES_SHOWN = 200;
const NOBODY: ReadonlySet<string> = new Set();

export function Chats(): ReactElement | null {
  const { page } = useTools();
  const trace = usePageState((state) => state.result?.trace);
  const chosen = usePageState((state) => state.chatUser);
  if (trace === undefined) return null;
  const users = usersOf(trace);
  const user = chosen !== null && users.includes(chosen) ? chosen : users[0];
  if (user === undefined) return null;
  return (
    <div className="chats">
      {users.length < 2 ? null : (
        <label className="chat-user">
          {texts.chat.user}
          <Select value={user} onChange={(event) => page.store.setState({ chatUser: event.currentTarget.value })}>
            {users.map((id) => (
              <option key={id}>{id}</option>
            ))}
          </Select>
        </label>
      )}
      <div className="phones">
        <Phone trace={trace} side="pipeline" user={user} />
        <Phone trace={trace} side="baseline" user={user} />
      </div>
    </div>
  );
}

interface PhoneProps {
  readonly trace: Trace;
  readonly side: Side;
  readonly user: string;
}

export function Phone({ trace, side, user }: PhoneProps): ReactElement {
  const atMs = usePageState((state) => state.playheadMs);
  const chat = chatAt(trace, side, user, atMs);
  const late = usePageState((state) => (state.result === null ? NOBODY : lateIn(state.result)[side]));
  const shown = chat.lines.flatMap((line) => (line.kind === 'reply' ? line.event.messages : []));
  const lateCount = new Set(shown.filter((mid) => late.has(mid))).size;
  const words = texts.chat.counted(chat.answered, chat.sent, lateCount);
  return (
    <section className="phone" aria-label={texts.chat.phone(sides[side])}>
      <header>
        <h3>{sides[side]}</h3>
        <span className="mono" title={words}>
          <span className="unseen">{words}</span>
          <span aria-hidden>
            {chat.answered} / {chat.sent}
            {lateCount > 0 ? <b> {texts.chat.lateCount(lateCount)}</b> : null}
          </span>
        </span>
      </header>
      {/* A scrolling region must be reachable by keyboard. Its style keeps the latest line in sight. */}
      <div className="screen" tabIndex={0} role="log" aria-live="off" aria-label={texts.chat.phone(sides[side])}>
        <div className="lines">
          {chat.lines.length === 0 ? <p className="nothing">{texts.chat.empty}</p> : null}
          {chat.lines.slice(-LINES_SHOWN).map((line) => (
            <Bubble
              key={line.event.id}
              trace={trace}
              line={line}
              late={line.event.messages.some((mid) => late.has(mid))}
            />
          ))}
        </div>
      </div>
      <Note side={side} user={user} chat={chat} atMs={atMs} />
    </section>
  );
}

interface BubbleProps {
  readonly trace: Trace;
  readonly line: ChatLine;
  /** Whether it came, or was answered, after the deadline. */
  readonly late: boolean;
}

function Bubble({ trace, line, late }: BubbleProps): ReactElement {
  const { actions } = useTools();
  const selected = usePageState((state) => state.selectedEventId === line.event.id);
  const { event } = line;
  const open = line.kind === 'message' && line.answeredAtMs === null;
  const numbers = numbersIn(trace, event.messages);
  const answers = numbers === '' ? texts.chat.answersNothing : texts.chat.answers(numbers, event.messages.length);
  return (
    <div className={`said said-${line.kind}`} data-open={open}>
      <button
        type="button"
        className="bubble"
        aria-pressed={selected}
        onClick={() => actions.goTo(event.id)}
        onPointerEnter={() => actions.hover(event.id)}
        onPointerLeave={() => actions.hover(null)}
      >
        {event.text}
      </button>
      <small className="mono">
        {clockTime(event.atMs)}
        {line.kind === 'reply' ? <i>{answers}</i> : null}
        {line.kind === 'reply' && late ? <b title={texts.chat.lateTitle}>{texts.chat.late}</b> : null}
      </small>
    </div>
  );
}

interface NoteProps extends Pick<PhoneProps, 'side' | 'user'> {
  readonly chat: Chat;
  readonly atMs: number;
}

/** Says that somebody is waiting; in crimson once it is certain that nothing comes, and the other phone has it. */
function Note({ side, user, chat, atMs }: NoteProps): ReactElement | null {
  const result = usePageState((state) => state.result);
  const wait = result === null ? null : waitAt(result, side, user, chat, atMs);
  if (wait === null) return null;
  const sinceMs = Math.round(wait.sinceMs / 100) * 100;
  if (sinceMs === 0) return null;
  const since = duration(sinceMs);
  if (wait.kind === 'waiting') return <p className="note">{texts.chat.waiting(since)}</p>;
  return <p className="note note-lost">{texts.chat.neverAnswered(since)}</p>;
}
