/** An environment variable with the wrong value, misspelt, or missing: in what a deployment was made with. */
import { defineFault } from './fault.ts';
import { VARIABLE } from './params.ts';

export const environment = defineFault({
  id: 'environment',
  title: 'Environment variable',
  sentence: 'A deployment was made with another value of an environment variable, or without it.',
  params: [
    ...VARIABLE,
    { kind: 'text', name: 'deployment', default: 'production', maxLength: 64, sentence: 'The deployment.' },
  ],
  start: ({ name, value, unset, deployment }, world) => world.environment(deployment, name, unset ? undefined : value),
});
