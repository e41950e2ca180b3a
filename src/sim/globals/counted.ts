/**
 * Work that the host does for code under test in its own time: how many turns of its loop that takes differs from host to
 * host and from version to version. The run counts it and waits. Only for what the host finishes by itself: where the
 * work waits for virtual time, both would wait for ever.
 */
import { onStage } from './stage.ts';

export function counted<T>(work: Promise<T>): Promise<T> {
  return onStage()?.kernel.track(work) ?? work;
}
