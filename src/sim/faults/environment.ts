/** An environment variable with the wrong value, misspelt, or missing: in what a deployment was made with. */
import { defineFault } from './fault.ts';

export const environment = defineFault({
  id: 'environment',
  title: 'Environment variable',
  sentence: 'A deployment was made with another value of an environment variable, or without it.',
  params: [
    {
      kind: 'text',
      name: 'name',
      default: 'ENABLE_REDIS_BATCHING',
      maxLength: 128,
      sentence: 'The name of the variable.',
    },
    { kind: 'text', name: 'value', default: 'false', maxLength: 2_048, sentence: 'Its value, spaces included.' },
    { kind: 'boolean', name: 'unset', default: false, sentence: 'Whether the variable is missing altogether.' },
    { kind: 'text', name: 'deployment', default: 'production', maxLength: 64, sentence: 'The deployment.' },
  ],
  start: ({ name, value, unset, deployment }, world) => world.environment(deployment, name, unset ? undefined : value),
});
