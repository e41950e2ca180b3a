/**
 * The globals as code under test sees them, installed for the time of a run and put back after it, also when the
 * run throws. They look at the current node: unmodified code gets the clock, the environment, the randomness and the
 * log of the instance that it runs on. The replacements are made once; a run only puts them in their places.
 */
import type { Kernel } from '../kernel/kernel.ts';
import { makeFetch } from './fetch.ts';
import { LightHeaders } from './headers.ts';
import { followInBuiltins } from './node-builtins.ts';
import { Patches } from './patches.ts';
import { randomnessReplacements } from './randomness.ts';
import { LightRequest } from './request.ts';
import { LightResponse } from './response.ts';
import { schedulingReplacements } from './scheduling.ts';
import { watchRejections } from './rejections.ts';
import {
  enterStage,
  leaveStage,
  type Lifetime,
  type Replacement,
  replacement,
  type Stage,
  type Transport,
} from './stage.ts';
import { surroundingsReplacements } from './surroundings.ts';
import { timeReplacements } from './time.ts';
import { Timers } from './timers.ts';

let made: readonly Replacement[] | undefined;

function replacements(): readonly Replacement[] {
  made ??= [
    ...timeReplacements(),
    ...schedulingReplacements(),
    ...randomnessReplacements(),
    ...surroundingsReplacements(),
    replacement(globalThis, 'fetch', makeFetch()),
    replacement(globalThis, 'Headers', LightHeaders),
    replacement(globalThis, 'Request', LightRequest),
    replacement(globalThis, 'Response', LightResponse),
  ];
  return made;
}

/** Installs the globals; call the result, in a `finally`, to put the host's back. */
export function installGlobals(kernel: Kernel, transport: Transport, lifetime: Lifetime): () => void {
  const patches = new Patches();
  let stopWatching = (): void => undefined;
  const restore = (): void => {
    stopWatching();
    leaveStage();
    patches.restore();
  };
  try {
    for (const { target, name, descriptor } of replacements()) patches.define(target, name, descriptor);
    followInBuiltins();
    const stage: Stage = { kernel, transport, lifetime, timers: new Timers(kernel, lifetime.crashed) };
    enterStage(stage);
    stopWatching = watchRejections(stage);
  } catch (error) {
    restore();
    throw error;
  }
  return restore;
}
