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
import { type NodeInfo, ROLE_ORDER, type RunInputs, type Side } from '../model/trace.ts';
import { NETWORK_CONSTANTS } from '../network/constants.ts';
import { Ledgers } from '../network/ledgers.ts';
import { Network } from '../network/network.ts';
import { connectService } from './service-endpoint.ts';
import { firestore } from '../services/firestore/index.ts';
import { messenger } from '../services/messenger/index.ts';
import { openai } from '../services/openai/index.ts';
import {
  Deployments,
  Platform,
  PLATFORM_CONSTANTS,
  PRODUCTION,
  PRODUCTION_ORIGIN,
} from '../services/platform/index.ts';
import { qstash } from '../services/qstash/index.ts';
import { redis } from '../services/redis/index.ts';

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
}

export function buildWorld({ kernel, app, baseline, inputs, constants: values }: WorldParts): World {
  const constants = new Constants(values, () => kernel.nowMs);
  const pipeline = buildPipeline(kernel, app, inputs, constants);
  const tab = buildBaseline(kernel, baseline, inputs, constants);
  inputs.faults.forEach((input, index) => {
    const where = `faults[${index}]`;
    const { fault, params } = findFault(input, where);
    fault.start(
      params,
      where,
      faultWorld({ kernel, index, where, constants, ...pipeline, roles: inputs.routes.map(({ role }) => role) }),
    );
  });
  scheduleMessages(kernel, inputs, pipeline, tab);
  return {
    transport: {
      send: (from, request, receive) =>
        (from.info.side === 'pipeline' ? pipeline : tab).network.send(from, request, receive).hangUp,
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
  const text = `Uncaught ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  kernel.record(node, { kind: 'log', level: 'error', text });
  const instance = platform.instances.find((candidate) => candidate.node === node);
  if (instance !== undefined) platform.crash(instance, text);
}

type Pipeline = ReturnType<typeof buildPipeline>;
type Tab = ReturnType<typeof buildBaseline>;

function buildPipeline(kernel: Kernel, app: App, inputs: RunInputs, constants: Constants) {
  const ledgers = new Ledgers(kernel, 'pipeline');
  const network = new Network(kernel, ledgers, constants.view('network', NETWORK_CONSTANTS), 'latency');
  const deployments = new Deployments();
  deployments.add({ id: PRODUCTION, env: inputs.environment });
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
  const parts = { kernel, network, ledgers, constants, side: 'pipeline' as const };
  const desk = connectService(parts, messenger);
  connectService(parts, redis);
  connectService(parts, qstash);
  connectService(parts, openai);
  connectService(parts, firestore);
  return { ledgers, network, deployments, platform, messenger: desk };
}

function buildBaseline(kernel: Kernel, baseline: Baseline, inputs: RunInputs, constants: Constants) {
  const ledgers = new Ledgers(kernel, 'baseline');
  const network = new Network(kernel, ledgers, constants.view('network', NETWORK_CONSTANTS), 'baseline/latency');
  const node = kernel.addNode({ id: 'tab', role: 'tab', side: 'baseline', label: 'Tab' }, true);
  node.env = { ...inputs.environment };
  connectService({ kernel, network, ledgers, constants, side: 'baseline' }, openai);
  let page: ReturnType<Baseline> | undefined;
  const open = (): ReturnType<Baseline> =>
    baseline({
      show: (user, text) => {
        kernel.record(node, { kind: 'reply', text, ...ledgers.shown(user, text) });
      },
    });
  return {
    ledgers,
    network,
    node,
    submit: (user: string, text: string): void => {
      page ??= open();
      page.submit(user, text);
    },
  };
}

/** Each message is typed at one moment on both sides: on the phone, and in the tab. */
function scheduleMessages(kernel: Kernel, inputs: RunInputs, pipeline: Pipeline, tab: Tab): void {
  const ids = kernel.stream('messages');
  const phones = new Map<string, SimNode>();
  const phoneOf = (user: string): SimNode => {
    const known = phones.get(user);
    if (known !== undefined) return known;
    const label = phones.size === 0 ? 'Phone' : `Phone ${phones.size + 1}`;
    const phone = kernel.addNode(
      { id: `phone-${phones.size + 1}`, role: 'phone', side: 'pipeline', label, user },
      false,
    );
    phones.set(user, phone);
    return phone;
  };
  for (const { atMs, user, text } of inputs.messages) {
    const phone = phoneOf(user);
    const mid = `m_${ids.token(12)}`;
    const message = { kind: 'message', mid, text, messages: [mid], users: [user] } as const;
    kernel.schedule(phone, atMs, () => {
      pipeline.ledgers.reader.learn({ mid, text, user });
      const id = kernel.record(phone, message);
      kernel.schedule(pipeline.messenger.node, 0, () => pipeline.messenger.service.typed({ user, text, mid }), {
        cause: id,
        invocation: undefined,
      });
    });
    kernel.schedule(tab.node, atMs, () => {
      tab.ledgers.reader.learn({ mid, text, user });
      kernel.follow(kernel.record(tab.node, message));
      tab.ledgers.typed(user, mid);
      tab.submit(user, text);
    });
  }
  // A name first: V8 puts a function that is written straight into a property among the old objects, and through it
  // every world would outlive its run until the next full collection of garbage.
  const onReply = (user: string, text: string): void => {
    const phone = phoneOf(user);
    const { cause } = kernel.origin;
    const messages = cause === undefined ? [] : kernel.recorder.event(cause).messages;
    kernel.record(phone, { kind: 'reply', text, messages, users: [user] });
  };
  pipeline.messenger.service.onReply = onReply;
}

const SIDES: readonly Side[] = ['pipeline', 'baseline'];

function inOrder(kernel: Kernel): readonly NodeInfo[] {
  const rank = (info: NodeInfo): number => SIDES.indexOf(info.side) * ROLE_ORDER.length + ROLE_ORDER.indexOf(info.role);
  return kernel.nodes.map(({ info }) => info).toSorted((a, b) => rank(a) - rank(b));
}
