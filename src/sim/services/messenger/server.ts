/** Messenger's side of the Send API: checks a request, shows the reply on the phone, says which id it got. */
import { json, type Served, type WireRequest } from '../service.ts';
import { graphError, isSend, NO_SUCH_USER, OUTSIDE_WINDOW, readSend, UNAVAILABLE } from './send-api.ts';
import type { Messenger, MessengerHost } from './service.ts';

const ERRORS = { closed: OUTSIDE_WINDOW, stranger: NO_SUCH_USER, unavailable: UNAVAILABLE };

const ID_LENGTH = 20;

export function operationOf(request: WireRequest): string {
  return isSend(request) ? 'send' : request.method;
}

export function handle(
  host: MessengerHost,
  messenger: Messenger,
  show: (user: string, text: string) => void,
  request: WireRequest,
): Served {
  const read = readSend(request);
  if (read.kind === 'refused') return { answer: read.answer, facts: { refused: read.reason } };
  const { user } = read;
  const standing = messenger.standing(user);
  if (standing !== 'open') {
    const error = ERRORS[standing];
    return { answer: graphError(error), facts: { refused: error.message } };
  }
  if (read.kind === 'action') return { answer: json(200, { recipient_id: user }), facts: { action: read.action } };
  const { text, metadata } = read;
  const mid = `m_${host.random.token(ID_LENGTH)}`;
  show(user, text);
  messenger.replied(user, text, mid, metadata);
  return {
    answer: json(200, { recipient_id: user, message_id: mid }),
    facts: { user, messageId: mid },
    patch: [{ op: 'push', key: `replies/${user}`, values: [text] }],
  };
}
