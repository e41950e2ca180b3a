/** What one fault of a run can reach: the fault seam, tied to the parts of a world. */
import type { Constants } from './constants.ts';
import type { FaultWorld, FaultyInstance } from '../faults/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { InputError } from '../model/errors.ts';
import type { Network } from '../network/network.ts';
import type { Deployments, Instance, Platform } from '../services/platform/index.ts';
import { faultRank } from './ranks.ts';

export interface FaultWorldParts {
  readonly kernel: Kernel;
  /** Position of the fault in the inputs. */
  readonly index: number;
  /** For error messages: `faults[0]`. */
  readonly where: string;
  readonly constants: Constants;
  readonly network: Network;
  readonly deployments: Deployments;
  readonly platform: Platform;
  readonly roles: readonly string[];
}

/** For every role: instances, whatever they serve. */
const ANY = 'any';

export function faultWorld({
  kernel,
  index,
  where,
  constants,
  network,
  deployments,
  platform,
  roles,
}: FaultWorldParts): FaultWorld {
  const faulty = (instance: Instance): FaultyInstance => ({
    id: instance.node.id,
    clock: instance.node.clock,
    crash: (detail) => platform.crash(instance, detail),
  });
  const serves = (instance: Instance, role: string): boolean =>
    role === ANY || instance.node.info.route === role || instance.node.info.route === 'all';
  const checkRole = (role: string): void => {
    const known = [...roles, ANY];
    if (!known.includes(role)) throw new InputError(`${where}.role`, role, `one of ${known.join(', ')}`);
  };
  let moments = 0;
  return {
    rule: (rule) => network.arm({ rule, fault: index }),
    eachInstance: (role, act) => {
      checkRole(role);
      platform.onInstance((instance) => {
        if (!serves(instance, role)) return;
        kernel.record(instance.node, { kind: 'fault', fault: index, effect: act(faulty(instance)) });
      });
    },
    instances: (role) => {
      checkRole(role);
      return platform.instances.filter((instance) => instance.alive && serves(instance, role)).map(faulty);
    },
    environment: (deployment, name, value) => deployments.setVariable(deployment, name, value),
    parameter: (name, value, fromMs, toMs) => constants.override(name, value, fromMs, toMs),
    at: (atMs, effect, act) => {
      kernel.scheduleInput(platform.node, atMs, faultRank(index, moments), () => {
        kernel.follow(kernel.record(platform.node, { kind: 'fault', fault: index, effect }));
        act();
      });
      moments += 1;
    },
    nowMs: () => kernel.nowMs,
    random: kernel.stream(`fault/${index}`),
  };
}
