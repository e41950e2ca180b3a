/** Numbers and names of Messenger. */
import type { ServiceConstant } from '../service.ts';

/** Signs webhooks; production has it in the environment. */
export const APP_SECRET = 'app-secret';
/** Allows replies; production has it in the environment. */
export const PAGE_ACCESS_TOKEN = 'page-token';
/** The page that the users write to; its id is part of no user's id. */
export const PAGE_ID = '104857600000001';

/** Longest text of a reply, in characters. Source: Send API reference. */
export const LONGEST_TEXT = 2_000;
/** Most events in one webhook. Source: graph-api/webhooks: at most 1,000 updates together. */
export const MOST_TOGETHER = 1_000;
/** After the user's last message a page may reply for a day. Source: Messenger platform policy. */
export const REPLY_WINDOW_MS = 86_400_000;

export const MESSENGER_CONSTANTS = [
  {
    kind: 'text',
    name: 'webhookUrl',
    default: 'https://chatbot.example/api/webhook',
    maxLength: 2_048,
    form: 'https address',
    sentence: 'Where the page has its messages sent.',
    source: 'invented host; the path is the logic’s',
  },
  {
    kind: 'number',
    name: 'answerTimeoutMs',
    default: 20_000,
    min: 100,
    max: 600_000,
    unit: 'ms',
    sentence: 'How long a webhook may take to be answered 200; then it is sent again.',
    source: 'webhook FAQ: 20 seconds; sometimes sooner when answers are slow',
  },
  {
    kind: 'text',
    name: 'redeliveriesMs',
    default: '0, 60000, 300000',
    published: '0, 60000, 300000, 900000, 3600000, 10800000, 21600000, 43200000, 46800000',
    maxLength: 400,
    sentence:
      'Waits in milliseconds after each failure before a webhook is sent again; when they are used up it is given up.',
    source: 'graph-api/webhooks: at once, then ever more rarely for 36 h; the steps are not published; chosen',
  },
  {
    kind: 'boolean',
    name: 'redeliveryStampedAnew',
    default: false,
    sentence: 'Whether a webhook that is sent again carries the time of sending instead of the message’s own.',
    source: 'jgorset/facebook-messenger 46: often another timestamp; not published; chosen',
  },
  {
    kind: 'number',
    name: 'unsubscribeAfterMs',
    default: 0,
    published: 3_600_000,
    min: 0,
    max: 172_800_000,
    unit: 'ms',
    sentence:
      'After failing this long without one success the webhook is unsubscribed and nothing comes any more; 0 for never.',
    source: 'graph-api/webhooks: may be unsubscribed after an hour of failures',
  },
  {
    kind: 'boolean',
    name: 'usersUnavailable',
    default: false,
    sentence: 'Whether nobody can be replied to any more, as if all had blocked the page: error 551.',
    source: 'Messenger platform, error codes: 551; calm: none',
  },
  {
    kind: 'boolean',
    name: 'echoes',
    default: false,
    sentence: 'Whether the page is subscribed to echoes: each reply comes back as a webhook of its own.',
    source: 'webhook reference, message_echoes: a subscription; calm: none',
  },
  {
    kind: 'boolean',
    name: 'receipts',
    default: false,
    sentence: 'Whether the page is subscribed to deliveries and reads: a webhook of each follows every reply.',
    source: 'webhook reference, message_deliveries, message_reads: subscriptions; calm: none',
  },
  {
    kind: 'number',
    name: 'readAfterMs',
    default: 2_000,
    min: 0,
    max: 86_400_000,
    unit: 'ms',
    sentence: 'How long after a reply its user has read it.',
    source: 'chosen',
  },
  {
    kind: 'number',
    name: 'editAfterMs',
    default: 0,
    min: 0,
    max: 86_400_000,
    unit: 'ms',
    sentence:
      'How long after each message its user edits it; the page is told in a webhook of its own. 0: nobody edits anything.',
    source: 'webhook reference, message_edits: a subscription; calm: none',
  },
  {
    kind: 'number',
    name: 'togetherMs',
    default: 0,
    min: 0,
    max: 60_000,
    unit: 'ms',
    sentence: 'How long an event waits for others that go along in one webhook; 0: each goes by itself, at once.',
    source: 'graph-api/webhooks: updates are put together, at most 1,000, when is not published; chosen',
  },
  {
    kind: 'choice',
    name: 'togetherAs',
    default: 'entries',
    choices: ['entries', 'events'],
    sentence: 'Whether what goes in one webhook has an entry each, or stands as several events in one.',
    source: 'webhook reference: both are lists',
  },
  {
    kind: 'text',
    name: 'typingAfterMs',
    default: '',
    maxLength: 400,
    sentence:
      'How many milliseconds after each message its user is seen typing again, separated by commas; each is a webhook of its own. Empty: the page is told of no typing.',
    source:
      'the history’s code reads such events (7fa75da); no webhook of the vendor is published that tells of typing',
  },
] as const satisfies readonly ServiceConstant[];
