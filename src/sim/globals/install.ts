/**
 * The globals as code under test sees them, installed while a run takes events and put back after it, also when the
 * run throws. They look at the current node: unmodified code gets the clock, the environment, the randomness and the
 * log of the instance that it runs on. The replacements are made once; a run only puts them in their places.
 */
import { blobReplacements } from './blobs.ts';
import { followHost } from './clocks.ts';
import { makeFetch } from './fetch.ts';
import { LightHeaders } from './headers.ts';
import { followInBuiltins } from './node-builtins.ts';
import { Patch, putAll } from './patches.ts';
import { randomnessReplacements } from './randomness.ts';
import { LightRequest } from './request.ts';
import { LightResponse } from './response.ts';
import { schedulingReplacements } from './scheduling.ts';
import { watchRejections } from './rejections.ts';
import { enterStage, leaveStage, type Stage } from './stage.ts';
import { surroundingsReplacements } from './surroundings.ts';
import { timeReplacements } from './time.ts';

let made: readonly Patch[] | undefined;

function replacements(): readonly Patch[] {
  if (made !== undefined) return made;
  followHost();
  made = [
    ...timeReplacements(),
    ...schedulingReplacements(),
    ...randomnessReplacements(),
    ...surroundingsReplacements(),
    ...blobReplacements(),
    new Patch(globalThis, 'fetch', makeFetch()),
    new Patch(globalThis, 'Headers', LightHeaders),
    new Patch(globalThis, 'Request', LightRequest),
    new Patch(globalThis, 'Response', LightResponse),
  ];
  return made;
}

/** Installs the globals; call the result, in a `finally`, to put the host's back. */
export function installGlobals(stage: Stage): () => void {
  const putBack = putAll(replacements());
  let stopWatching = (): void => undefined;
  const restore = (): void => {
    stopWatching();
    leaveStage();
    putBack();
  };
  try {
    followInBuiltins();
    enterStage(stage);
    stopWatching = watchRejections(stage);
  } catch (error) {
    restore();
    throw error;
  }
  return restore;
}
