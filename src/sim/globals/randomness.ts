/** `Math.random` and `crypto` draw from the stream of the current event. */
import { holderOf, Patch } from './patches.ts';
import { fillBytes, uuid } from './random.ts';
import { currentRandom } from './stage.ts';
import { subtleReplacements } from './subtle.ts';

export function randomnessReplacements(): readonly Patch[] {
  const hostRandom = Math.random;
  const host = globalThis.crypto;
  const hostUuid = host.randomUUID.bind(host);
  const hostFill = host.getRandomValues.bind(host);
  const randomUUID = (): string => {
    const random = currentRandom();
    return random === undefined ? hostUuid() : uuid(random);
  };
  const getRandomValues = <T extends ArrayBufferView<ArrayBuffer>>(view: T): T => {
    const random = currentRandom();
    return random === undefined ? hostFill(view) : fillBytes(random, view);
  };
  return [
    new Patch(Math, 'random', () => currentRandom()?.share() ?? hostRandom()),
    new Patch(holderOf(host, 'randomUUID'), 'randomUUID', randomUUID),
    new Patch(holderOf(host, 'getRandomValues'), 'getRandomValues', getRandomValues),
    ...subtleReplacements(host.subtle),
  ];
}
