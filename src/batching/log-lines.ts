/**
 * Every line that the logic prints. The thirteen that the reference document prints are here to the letter: people
 * search their logs for them. Lines of our own begin with `[batching]`.
 */
interface Line {
  readonly id: string;
  readonly template: string;
  readonly level: 'log' | 'warn' | 'error';
  readonly documented: boolean;
  readonly sentence: string;
}

export const LOG_LINES = [
  {
    id: 'checking',
    template: '🔍 Checking batching for user {user}',
    level: 'log',
    documented: true,
    sentence: 'The webhook asks whether batching is on for this user.',
  },
  {
    id: 'flag-value',
    template: '🔍 ENABLE_REDIS_BATCHING env value: "{value}"',
    level: 'log',
    documented: true,
    sentence: 'The flag as the deployment has it.',
  },
  {
    id: 'flag-result',
    template: '🔍 Batching enabled: {enabled}',
    level: 'log',
    documented: true,
    sentence: 'Whether batching is on for this user.',
  },
  {
    id: 'batched',
    template: '✅ [REDIS] Message batched with conversation ID: {id}',
    level: 'log',
    documented: true,
    sentence:
      'The message is in the list, and the publish was accepted (or dropped as a duplicate: the line is the same).',
  },
  {
    id: 'skip-save',
    template: '⏸️ Skipping individual message save for Redis batched user',
    level: 'log',
    documented: true,
    sentence: 'The history does not have the message yet.',
  },
  {
    id: 'fallback',
    template: '❌ [REDIS] Failed to use Redis batching, falling back to normal flow',
    level: 'error',
    documented: true,
    sentence: 'Redis failed, or the publish: then the message stays in the list, and nothing falls back.',
  },
  {
    id: 'no-qstash-token',
    template: '❌ QSTASH_TOKEN not configured - message will not be processed',
    level: 'error',
    documented: true,
    sentence: 'The message is in the list and nothing will come for it.',
  },
  {
    id: 'lock-acquired',
    template: '🔐 [REDIS BATCH] Lock acquired for user - ID: {id}',
    level: 'log',
    documented: true,
    sentence: 'A processor works on the user’s list.',
  },
  {
    id: 'already-running',
    template: 'Another processor already running, skipping',
    level: 'log',
    documented: true,
    sentence: 'A trigger met the lock and is spent.',
  },
  {
    id: 'found',
    template: '📦 [REDIS BATCH] Found {count} messages to process',
    level: 'log',
    documented: true,
    sentence: 'What the list held.',
  },
  {
    id: 'waiting',
    template: 'Recent message detected, waiting for more...',
    level: 'log',
    documented: true,
    sentence: 'The last message is too young: the batch is put off.',
  },
  {
    id: 'processing',
    template: '🚀 Processing batch: {count} messages',
    level: 'log',
    documented: true,
    sentence: 'The model is asked.',
  },
  {
    id: 'batch-error',
    template: 'Error processing batch: {error}',
    level: 'error',
    documented: true,
    sentence: 'The batch failed, and its list is cleared.',
  },
  {
    id: 'no-messages',
    template: '[batching] The list is empty',
    level: 'log',
    documented: false,
    sentence: 'Another processor took the messages, or they expired.',
  },
  {
    id: 'push-failed',
    template: '[batching] Could not push: {error}',
    level: 'error',
    documented: false,
    sentence: 'The message is not in the list.',
  },
  {
    id: 'publish-failed',
    template: '[batching] Could not publish: {error}',
    level: 'error',
    documented: false,
    sentence: 'The message is in the list without a trigger.',
  },
  {
    id: 'reply-refused',
    template: '[batching] The Send API answered {status}: {body}',
    level: 'error',
    documented: false,
    sentence: 'The reply was refused; the history says otherwise.',
  },
  {
    id: 'reply-failed',
    template: '[batching] Could not reach the Send API: {error}',
    level: 'error',
    documented: false,
    sentence: 'Nobody knows whether the reply arrived; the history says so.',
  },
  {
    id: 'release-failed',
    template: '[batching] Could not release the lock: {error}',
    level: 'error',
    documented: false,
    sentence: 'The lock stays until it expires.',
  },
  {
    id: 'clear-failed',
    template: '[batching] Could not clear the list: {error}',
    level: 'error',
    documented: false,
    sentence: 'The same batch may be answered again.',
  },
  {
    id: 'read-failed',
    template: '[batching] Could not read the list: {error}',
    level: 'error',
    documented: false,
    sentence: 'Counts as an empty list.',
  },
  {
    id: 'normal-flow-failed',
    template: '[batching] Normal flow failed: {error}',
    level: 'error',
    documented: false,
    sentence: 'The message was not handed on.',
  },
  {
    id: 'single-failed',
    template: '[batching] Could not answer a single message: {error}',
    level: 'error',
    documented: false,
    sentence: 'The message is saved and has no reply.',
  },
  {
    id: 'webhook-unreadable',
    template: '[batching] Webhook is no JSON: {error}',
    level: 'error',
    documented: false,
    sentence: 'Whatever it held is gone: it is answered 200.',
  },
  {
    id: 'tab-failed',
    template: '[batching] The model failed: {error}',
    level: 'error',
    documented: false,
    sentence: 'Baseline: the tab has no reply to show.',
  },
  {
    id: 'signature-refused',
    template: '[batching] Webhook signature does not match',
    level: 'warn',
    documented: false,
    sentence: 'The webhook is refused.',
  },
] as const satisfies readonly Line[];

type LineId = (typeof LOG_LINES)[number]['id'];

interface Printed {
  readonly level: Line['level'];
  /** Texts and the names of holes, in turn: texts stand at even places. */
  readonly parts: readonly string[];
  /** An error goes to the console as it is, after the text, so that the log shows its name and message. */
  readonly withError: boolean;
}

const ERROR_HOLE = ' {error}';

function printed({ level, template }: Line): Printed {
  const withError = template.endsWith(ERROR_HOLE);
  const text = withError ? template.slice(0, -ERROR_HOLE.length) : template;
  return { level, withError, parts: text.split(/[{}]/) };
}

const PRINTED: ReadonlyMap<string, Printed> = new Map(LOG_LINES.map((line) => [line.id, printed(line)]));

/** Prints a line, its holes filled with these values. */
export function print(id: LineId, values: Readonly<Record<string, unknown>> = {}): void {
  const line = PRINTED.get(id);
  if (line === undefined) return;
  const text = line.parts.map((part, at) => (at % 2 === 0 ? part : String(values[part]))).join('');
  if (line.withError) console[line.level](text, values['error']);
  else console[line.level](text);
}
