/**
 * Whose run it is. The replacements of the globals are made once for the process and ask here; one run at a time has
 * the stage. Outside a run, and between its events, there is no current node, and each behaves as the host's own.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import type { Random } from '../kernel/random.ts';
import type { Call, CallOutcome, WireRequest } from '../network/wire.ts';
import { Timers } from './timers.ts';

/** Carries a request from a node; implemented by the network. */
export interface Transport {
  readonly send: (from: SimNode, request: WireRequest, receive: (outcome: CallOutcome) => void) => Call;
}

/** What an instance may ask of the platform while it handles a request. */
export interface Lifetime {
  /** The instance stays awake until the promise settles, within its maximum duration. */
  readonly waitUntil: (node: SimNode, work: Promise<unknown>) => void;
  /** Code on the node threw where nobody catches: in a timer, or in a promise that nobody awaits. */
  readonly crashed: (node: SimNode, error: unknown) => void;
}

export interface Stage {
  readonly kernel: Kernel;
  readonly transport: Transport;
  readonly lifetime: Lifetime;
  readonly timers: Timers;
}

let active: Stage | undefined;

/** Made once a run: its timers outlive each time that the globals are put back. */
export function makeStage(kernel: Kernel, transport: Transport, lifetime: Lifetime): Stage {
  return { kernel, transport, lifetime, timers: new Timers(kernel, lifetime.crashed) };
}

export function enterStage(stage: Stage): void {
  active = stage;
}

export function leaveStage(): void {
  active = undefined;
}

/** The node whose event is running. */
export function currentNode(): SimNode | undefined {
  return active?.kernel.current;
}

/** Where draws of the code under test come from. */
export function currentRandom(): Random | undefined {
  return active?.kernel.current === undefined ? undefined : active.kernel.random;
}

/** The run, while one of its events is running; undefined where the host's own is meant. */
export function onStage(): Stage | undefined {
  return active?.kernel.current === undefined ? undefined : active;
}
