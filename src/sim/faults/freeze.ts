/** Instances that stand still for a while and go on as if nothing had happened: their leases and locks have not waited. */
import { defineFault } from './fault.ts';
import { ms, ROLE } from './params.ts';

export const freeze = defineFault({
  id: 'freeze',
  title: 'Freeze and thaw',
  sentence: 'The living instances of a role are frozen in the middle of their work, and thawed later.',
  params: [ROLE, ms('atMs', 4_000, 'When they are frozen.'), ms('forMs', 40_000, 'For how long.')],
  begins: 'atMs',
  start: ({ role, atMs, forMs }, world) => {
    world.instances(role);
    world.at(atMs, () => {
      const living = world.instances(role);
      return {
        effect:
          living.length === 0 ? `no instance (${role}) is alive` : `frozen: ${living.map(({ id }) => id).join(', ')}`,
        act: () => living.forEach((instance) => instance.freeze(forMs)),
      };
    });
  },
});
