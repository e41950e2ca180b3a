/** What one fault of a run can reach: the fault seam, tied to the parts of a world. */
import { type Constants, parseConstant } from './constants.ts';
import { errorOf } from './errors.ts';
import type { FaultWorld, FaultyInstance } from '../faults/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import { shareOf } from '../kernel/random.ts';
import { InputError } from '../model/errors.ts';
import type { Scalar } from '../model/json.ts';
import type { Network } from '../network/network.ts';
import type { Deployments, Instance, Platform } from '../services/platform/index.ts';
import { operationWords } from './operations.ts';
import { faultRank } from './ranks.ts';
import type { Replicas } from './replicas.ts';

export interface FaultWorldParts {
  readonly kernel: Kernel;
  /** Position of the fault in the inputs. */
  readonly index: number;
  /** For error messages: `faults[0]`. */
  readonly where: string;
  readonly roles: readonly string[];
  readonly pipeline: {
    readonly constants: Constants;
    readonly network: Network;
    readonly deployments: Deployments;
    readonly platform: Platform;
    /** The services, by their ids. */
    readonly services: () => ReadonlyMap<string, SimNode>;
    readonly replicas: Replicas;
  };
  readonly tab: {
    readonly constants: Constants;
    readonly network: Network;
    readonly node: SimNode;
    readonly close: (why: string) => void;
  };
}

/** For every role: instances, whatever they serve. */
const ANY = 'any';

export function faultWorld({ kernel, index, where, roles, pipeline, tab }: FaultWorldParts): FaultWorld {
  const { platform, deployments, services, replicas } = pipeline;
  const refuse = (param: string, found: Scalar, expected: string): never => {
    throw new InputError(`${where}.${param}`, found, expected);
  };
  const record = (node: SimNode, effect: string, request?: number): number =>
    kernel.record(node, { kind: 'fault', fault: index, effect, ...(request === undefined ? {} : { request }) });
  const tell = (node: SimNode, effect: string | undefined): void => {
    if (effect !== undefined) record(node, effect);
  };
  let moments = 0;
  const at = (node: SimNode, atMs: number, act: () => void): void => {
    kernel.scheduleInput(node, atMs, faultRank(index, moments), act).matters(false);
    moments += 1;
  };
  const faulty = (instance: Instance): FaultyInstance => ({
    id: instance.node.id,
    clock: instance.node.clock,
    crash: (detail) => platform.crash(instance, detail),
    freeze: (forMs) => {
      platform.pause(instance, `for ${forMs} ms`);
      kernel.schedule(platform.node, forMs, () => platform.resume(instance, `after ${forMs} ms`));
    },
  });
  const serves = (instance: Instance, role: string): boolean =>
    role === ANY || instance.node.info.route === role || instance.node.info.route === 'all';
  const checkRole = (role: string, others: readonly string[] = []): void => {
    const known = [...roles, ANY, ...others];
    if (!known.includes(role)) refuse('role', role, `one of ${known.join(', ')}`);
  };
  return {
    rule: (rule, side = 'pipeline') => (side === 'pipeline' ? pipeline : tab).network.fates.arm({ rule, fault: index }),
    errorOf,
    eachNode: (role, act) => {
      const nodes = services();
      checkRole(role, [...nodes.keys()]);
      const service = nodes.get(role);
      if (service !== undefined) {
        tell(service, act({ id: service.id, clock: service.clock }));
        return;
      }
      const touch = (instance: Instance): void => {
        if (instance.alive && serves(instance, role)) tell(instance.node, act(faulty(instance)));
      };
      platform.instances.forEach(touch);
      platform.onInstance(touch);
    },
    instances: (role) => {
      checkRole(role);
      return platform.instances.filter((instance) => instance.alive && serves(instance, role)).map(faulty);
    },
    roles,
    operationWords: (to) => operationWords(to, roles),
    environment: (deployment, name, value) => {
      if (!deployments.ids.includes(deployment))
        refuse('deployment', deployment, `one of ${deployments.ids.join(', ')}`);
      deployments.setVariable(deployment, name, value);
      const was = value === undefined ? `without ${name}` : `with ${name} = ${JSON.stringify(value)}`;
      record(platform.node, `deployment ${deployment} was made ${was}`);
    },
    changeProject: (name, value) => deployments.change(name, value),
    redeploy: () => deployments.redeploy(),
    divert: (deployment, diverter) => {
      deployments.add(deployment);
      deployments.divert((role, request) => {
        const diversion = diverter(role);
        if (diversion !== undefined)
          record(platform.node, `deployment ${diversion.deployment} gets the request`, request);
        return diversion;
      });
    },
    closeTab: (atMs, effect) =>
      at(tab.node, atMs, () => {
        kernel.follow(record(tab.node, effect));
        tab.close(effect);
      }),
    parameter: (name, value, { fromMs = 0, toMs }, sides = ['pipeline']) => {
      const node = services().get(name.slice(0, name.indexOf('.'))) ?? platform.node;
      for (const side of sides) (side === 'pipeline' ? pipeline : tab).constants.override(name, value, fromMs, toMs);
      at(node, fromMs, () => record(node, `${name} is ${JSON.stringify(value)}`));
      if (toMs !== undefined) at(node, toMs, () => record(node, `${name} is as before`));
    },
    slowReplicas: (lag) => {
      replicas.ensure(1);
      replicas.slowBy((write) => {
        const lagMs = lag(write);
        const leader = services().get('redis');
        if (lagMs !== undefined && leader !== undefined) record(leader, `replicas learn of it ${lagMs} ms later`);
        return lagMs;
      });
    },
    constant: (name, text) => parseConstant(name, text, where),
    at: (atMs, deed) =>
      at(platform.node, atMs, () => {
        const { effect, act } = deed();
        kernel.follow(record(platform.node, effect));
        act?.();
      }),
    nowMs: () => kernel.nowMs,
    stream: (name) => kernel.stream(`fault/${index}/${name}`),
    shareOf: (name) => shareOf(kernel.seed, `fault/${index}/${name}`),
    refuse,
  };
}
