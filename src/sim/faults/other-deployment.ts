/** Requests that another deployment serves: a rolling release, or an address that leads to a preview. */
import { counter } from './counting.ts';
import { defineFault } from './fault.ts';
import { ANY, COUNTING, INTERVAL, ROLE, VARIABLE } from './params.ts';

export const otherDeployment = defineFault({
  id: 'other-deployment',
  title: 'Another deployment',
  sentence: 'Some requests are served by another deployment: production’s environment but for one variable.',
  params: [
    {
      kind: 'text',
      name: 'deployment',
      default: 'preview',
      minLength: 1,
      maxLength: 64,
      sentence: 'What the deployment is called.',
    },
    ...VARIABLE,
    {
      kind: 'boolean',
      name: 'isProtected',
      default: false,
      sentence: 'Whether it is protected, as previews are: whoever comes without leave is answered 401.',
    },
    { ...ROLE, default: 'webhook', sentence: 'The role of the route that the requests are for, or any.' },
    ...COUNTING,
    ...INTERVAL,
  ],
  start: ({ deployment, name, value, unset, isProtected, role, ...counting }, world) => {
    if (deployment === 'production')
      world.refuse('deployment', deployment, 'the name of a deployment beside production');
    world.instances(role);
    const counts = counter(counting, world.stream('share'));
    world.divert(deployment, (asked) =>
      (role === ANY || role === asked) && counts(world.nowMs()) ? { deployment, isProtected } : undefined,
    );
    world.environment(deployment, name, unset ? undefined : value);
  },
});
