/** Instances that are killed from outside: a machine fails, the platform takes its capacity back. */
import { defineFault } from './fault.ts';
import { ms, ROLE } from './params.ts';

export const kill = defineFault({
  id: 'kill',
  title: 'Kill at a moment',
  sentence: 'The instances of a role that are alive at a moment die there.',
  params: [ROLE, ms('atMs', 4_000, 'When.')],
  begins: 'atMs',
  start: ({ role, atMs }, world) => {
    world.instances(role);
    world.at(atMs, () => {
      const living = world.instances(role);
      return {
        effect:
          living.length === 0 ? `no instance (${role}) is alive` : `dead: ${living.map(({ id }) => id).join(', ')}`,
        act: () => living.forEach((instance) => instance.crash('killed')),
      };
    });
  },
});
