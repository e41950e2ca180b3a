/** What happens when something fails: to the message, to the list, to what Messenger and QStash are told. */
export const FAILURE = [
  {
    kind: 'choice',
    name: 'fallback',
    default: 'normal-flow',
    choices: ['normal-flow', 'none'],
    sentence:
      'What follows “falling back to normal flow”: the normal flow, or (as the code of that state had it) nothing.',
  },
  {
    kind: 'choice',
    name: 'publishFails',
    default: 'keep',
    choices: ['keep', 'fall-back'],
    sentence: 'Whether a message whose publish failed only stays in the list, or goes the normal way as well.',
  },
  {
    kind: 'boolean',
    name: 'fallThrough',
    default: false,
    sentence: 'Whether the normal flow runs as well after a publish that succeeded.',
  },
  {
    kind: 'choice',
    name: 'onError',
    default: 'clear',
    choices: ['clear', 'keep'],
    sentence: 'Whether a processor that fails clears the list, so that nothing is stuck, or keeps it for a retry.',
  },
  {
    kind: 'boolean',
    name: 'saveBeforeClear',
    default: false,
    sentence:
      'Whether a processor that fails, too, saves what it has read to the history before it clears the list, and keeps the list if it cannot.',
  },
  {
    kind: 'choice',
    name: 'failureAnswer',
    default: '500',
    choices: ['500', '200'],
    sentence: 'What QStash is told by a processor that failed: 500, so that it tries again, or 200.',
  },
  {
    kind: 'choice',
    name: 'acknowledge',
    default: 'always',
    choices: ['always', 'accepted'],
    sentence:
      'Whether Messenger is answered 200 whatever happens, or only once every message was pushed and published (or went the normal way), else 500.',
  },
] as const;
