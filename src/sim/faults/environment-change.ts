/** A variable that is changed while the service runs: what is deployed keeps what it was made with. */
import { defineFault } from './fault.ts';
import { ms, VARIABLE, variableIs } from './params.ts';

export const environmentChange = defineFault({
  id: 'environment-change',
  title: 'Environment changed',
  sentence: 'A variable is changed during the run; only a new deployment sees it.',
  params: [
    ms('atMs', 300, 'When it is changed.'),
    ...VARIABLE,
    {
      kind: 'boolean',
      name: 'redeploy',
      default: false,
      sentence: 'Whether a new deployment is made then, and serves from that moment on.',
    },
  ],
  begins: 'atMs',
  start: ({ atMs, redeploy, ...variable }, world) =>
    world.at(atMs, () => {
      world.changeProject(variable.name, variable.unset ? undefined : variable.value);
      const changed = `${variableIs(variable)} from now on`;
      if (!redeploy) return { effect: `${changed} in the settings: what is deployed does not see it` };
      return { effect: `${changed}: deployment ${world.redeploy()} serves` };
    }),
});
