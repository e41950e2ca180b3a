/** What an instance keeps in variables of its modules, from one request to the next. */
export const INSTANCE = [
  {
    kind: 'choice',
    name: 'flagReadAt',
    default: 'call',
    choices: ['call', 'load'],
    sentence: 'Whether the feature flag is read at each call, or once, when the module is loaded.',
  },
  {
    kind: 'choice',
    name: 'senderKept',
    default: 'request',
    choices: ['request', 'module'],
    sentence:
      'Whether a handler knows the sender by its own request, or by a variable of the module, which another request of the instance may change.',
  },
] as const;
