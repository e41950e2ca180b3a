/**
 * Builds the world of a run: the nodes of both sides, the services behind their origins, the faults, and the users'
 * messages on their way. The pipeline and the baseline share nothing but the messages and the faults of the model.
 */
import type { Lifetime, Transport } from '../globals/stage.ts';
import { Constants } from './constants.ts';
import { findFault } from '../faults/index.ts';
import { faultWorld } from './fault-world.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import type { App, Baseline } from '../model/app.ts';
import type { Scalar } from '../model/json.ts';
import type { FaultInput, TypedMessage } from '../model/scenario.ts';
import { type NodeInfo, type NodeRole, ROLE_ORDER, type RunInputs } from '../model/trace.ts';
import { NETWORK_CONSTANTS } from '../network/constants.ts';
import { Ledgers } from '../network/ledgers.ts';
import { Network } from '../network/network.ts';
import { Replicas } from './replicas.ts';
import { connectService } from './service-endpoint.ts';
import { firestore } from '../services/firestore/index.ts';
import { messenger } from '../services/messenger/index.ts';
import { openai } from '../services/openai/index.ts';
import { Deployments, Platform, PLATFORM_CONSTANTS, PRODUCTION_ORIGIN } from '../services/platform/index.ts';
import { qstash } from '../services/qstash/index.ts';
import { redis } from '../services/redis/index.ts';
import { makeTyping } from './typing.ts';

export interface WorldParts {
  readonly kernel: Kernel;
  readonly app: App;
  readonly baseline: Baseline;
  readonly inputs: RunInputs;
  readonly constants: Readonly<Record<string, Scalar>>;
}

export interface World {
  readonly transport: Transport;
  readonly lifetime: Lifetime;
  /** In the order in which they are shown: first what the user touches, then what is further away. */
  readonly nodes: () => readonly NodeInfo[];
  /** Brings the message into the run that stands at that position of the inputs, before its moment. */
  readonly type: (index: number, message: Required<TypedMessage>) => void;
  /** Brings the fault into the run that stands at that position of the inputs, before it does anything. */
  readonly arm: (index: number, fault: FaultInput) => void;
}

export function buildWorld({ kernel, app, baseline, inputs, constants: values }: WorldParts): World {
  const live = (): Constants => new Constants(values, () => kernel.nowMs);
  const pipeline = buildPipeline(kernel, app, inputs, live());
  const tab = buildBaseline(kernel, baseline, inputs, live());
  const roles = inputs.routes.map(({ role }) => role);
  const arm = (index: number, input: FaultInput): void => {
    const where = `faults[${index}]`;
    const { fault, params } = findFault(input, where);
    fault.start(params, where, faultWorld({ kernel, index, where, roles, pipeline, tab }));
  };
  const type = makeTyping(kernel, pipeline, tab);
  inputs.faults.forEach((input, index) => arm(index, input));
  inputs.messages.forEach((message, index) => type(index, message));
  return {
    type,
    arm,
    transport: {
      send: (from, request, receive) =>
        (from.info.side === 'pipeline' ? pipeline : tab).network.send(from, request, receive),
    },
    lifetime: {
      waitUntil: (node, work) => pipeline.platform.waitUntil(node, work),
      crashed: (node, error) => crash(kernel, pipeline.platform, node, error),
    },
    nodes: () => inOrder(kernel),
  };
}

/** An instance ends by what nobody catches; a tab only says so in its console. */
function crash(kernel: Kernel, platform: Platform, node: SimNode, error: unknown): void {
  endInstance(platform, node, uncaught(kernel, node, error));
}

/** What nobody caught, as the console of the node has it. */
function uncaught(kernel: Kernel, node: SimNode, error: unknown): string {
  const text = `Uncaught ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  kernel.record(node, { kind: 'log', level: 'error', text });
  return text;
}

function endInstance(platform: Platform, node: SimNode, why: string): void {
  const instance = platform.on(node);
  if (instance !== undefined) platform.crash(instance, why);
}

function buildPipeline(kernel: Kernel, app: App, inputs: RunInputs, constants: Constants) {
  const ledgers = new Ledgers(kernel, 'pipeline');
  const network = new Network(kernel, ledgers, constants.view('network', NETWORK_CONSTANTS), 'latency');
  const deployments = new Deployments(inputs.environment);
  const platform = new Platform({
    kernel,
    node: kernel.addNode({ id: 'platform', role: 'platform', side: 'pipeline', label: 'Functions' }, false),
    app,
    routes: inputs.routes,
    deployments,
    ledgers,
    constants: constants.view('platform', PLATFORM_CONSTANTS),
  });
  network.connect(PRODUCTION_ORIGIN, platform);
  network.fates.endCallersBy((node, why) => endInstance(platform, node, why));
  const parts = { kernel, network, ledgers, constants, side: 'pipeline' as const };
  const desk = connectService(parts, messenger);
  const leader = connectService(parts, redis);
  const replicas = new Replicas(parts, leader, constants.view('redis', redis.constants).replicas);
  const others = [
    leader,
    connectService(parts, qstash),
    connectService(parts, openai),
    connectService(parts, firestore),
  ];
  const services = (): ReadonlyMap<string, SimNode> =>
    new Map([...[desk, ...others].map(({ node }) => node), ...replicas.nodes].map((node) => [node.id, node]));
  return { ledgers, network, deployments, platform, messenger: desk, services, replicas, constants };
}

function buildBaseline(kernel: Kernel, baseline: Baseline, inputs: RunInputs, constants: Constants) {
  const ledgers = new Ledgers(kernel, 'baseline');
  const network = new Network(kernel, ledgers, constants.view('network', NETWORK_CONSTANTS), 'baseline/latency');
  const node = kernel.addNode({ id: 'tab', role: 'tab', side: 'baseline', label: 'Tab' }, true);
  node.env = { ...inputs.environment };
  connectService({ kernel, network, ledgers, constants, side: 'baseline' }, openai);
  let page: ReturnType<Baseline> | undefined;
  let opened = false;
  /** Its script runs once: where that throws, nothing listens to what is typed, as in a real page. */
  const open = (): void => {
    opened = true;
    page = baseline({
      show: (user, text) => {
        kernel.record(node, { kind: 'reply', text, ...ledgers.shown(user, text) });
      },
    });
  };
  return {
    ledgers,
    network,
    constants,
    node,
    /** The user closes it: nothing in it goes on. */
    close: (why: string): void => {
      kernel.record(node, { kind: 'lifecycle', change: 'crash', detail: why });
      kernel.kill(node);
    },
    submit: (user: string, text: string): void => {
      try {
        if (!opened) open();
        page?.submit(user, text);
      } catch (error) {
        uncaught(kernel, node, error);
      }
    },
  };
}

/** The places of the roles, the baseline's after the pipeline's. */
const RANKS = new Map<NodeRole, number>(ROLE_ORDER.map((role, at) => [role, at]));

function rankOf({ side, role }: NodeInfo): number {
  return (side === 'pipeline' ? 0 : ROLE_ORDER.length) + (RANKS.get(role) ?? 0);
}

function inOrder(kernel: Kernel): readonly NodeInfo[] {
  return kernel.nodes.map(({ info }) => info).toSorted((a, b) => rankOf(a) - rankOf(b));
}
