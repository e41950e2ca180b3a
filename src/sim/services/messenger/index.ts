/**
 * The door of Messenger: what users type goes out as signed webhooks, what the page sends appears on the phone. The run
 * calls `typed` on Messenger's node when a user sends a text, and sets `onReply` to learn what the user sees.
 */
import type { Service, ServiceKind } from '../service.ts';
import { MESSENGER_CONSTANTS } from './constants.ts';
import { handle, operationOf } from './server.ts';
import { errorOf } from './send-api.ts';
import { Messenger, type Typed } from './service.ts';

export { APP_SECRET, PAGE_ACCESS_TOKEN, PAGE_ID } from './constants.ts';
export type { Typed } from './service.ts';

export interface MessengerService extends Service {
  /** A user sends a text: its webhook leaves at once. */
  readonly typed: (message: Typed) => void;
  /** Called while a reply is handled, at the moment when the user sees it. Set by the run; at first nobody listens. */
  onReply: (user: string, text: string) => void;
}

export const messenger: ServiceKind<typeof MESSENGER_CONSTANTS, MessengerService> = {
  id: 'messenger',
  role: 'messenger',
  label: 'Messenger',
  origins: ['https://graph.facebook.com'],
  constants: MESSENGER_CONSTANTS,
  operation: operationOf,
  words: ['send'],
  errorOf,
  create: (host) => {
    const desk = new Messenger(host);
    const service: MessengerService = {
      handle: (request) => handle(host, desk, (user, text) => service.onReply(user, text), request),
      typed: (message) => desk.typed(message),
      onReply: () => undefined,
    };
    return service;
  },
};
