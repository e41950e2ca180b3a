/** The pool of instances against the list that it stands for. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { Instance } from '../../../src/sim/services/platform/instance.ts';
import { Pools } from '../../../src/sim/services/platform/pool.ts';
import { fc } from '../../support/property.ts';

type Step =
  | { readonly kind: 'start' }
  | { readonly kind: 'load' | 'unload' | 'die'; readonly which: number }
  | { readonly kind: 'room'; readonly room: number };

const which = fc.nat({ max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ kind: 'start' as const }),
  fc.record({ kind: fc.constantFrom('load' as const, 'load' as const, 'unload' as const, 'die' as const), which }),
  fc.record({ kind: fc.constant('room' as const), room: fc.integer({ min: 1, max: 3 }) }),
);

describe('a pool of instances', () => {
  it('offers those with room in the order in which they started, whatever came and went', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const [kernel, pools] = [new Kernel(1), new Pools()];
        const living: Instance[] = [];
        let [room, started] = [1, 0];
        const pool = () => pools.of({ deployment: 'd1', functionName: '*' }, room);
        for (const { kind, ...of } of steps) {
          const instance = 'which' in of ? living[of.which % Math.max(1, living.length)] : undefined;
          if ('room' in of) ({ room } = of);
          else if (kind === 'start') {
            started += 1;
            const id = `i-${started}`;
            const info = { id, role: 'instance', side: 'pipeline', label: id } as const;
            const fresh = new Instance(kernel.addNode(info, true), 'd1', '*');
            living.push(fresh);
            pool().add(fresh);
          } else if (instance !== undefined && kind === 'die') {
            living.splice(living.indexOf(instance), 1);
            pool().remove(instance);
          } else if (instance !== undefined) {
            instance.expected = Math.max(0, instance.expected + (kind === 'load' ? 1 : -1));
            pool().changed(instance);
          }
          const free = living.filter(({ load }) => load < room);
          expect(pool().available).toBe(free.length);
          expect(Array.from({ length: free.length + 1 }, (_, n) => pool().nth(n))).toEqual([...free, undefined]);
        }
      }),
    );
  });
});
