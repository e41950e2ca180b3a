/** `Math.random` and `crypto` draw from the stream of the current event. */
import { fillBytes, uuid } from './random.ts';
import { currentRandom, type Replacement, replacement } from './stage.ts';
import { subtleReplacements } from './subtle.ts';

export function randomnessReplacements(): readonly Replacement[] {
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
    replacement(Math, 'random', () => currentRandom()?.share() ?? hostRandom()),
    replacement(host, 'randomUUID', randomUUID),
    replacement(host, 'getRandomValues', getRandomValues),
    ...subtleReplacements(host.subtle),
  ];
}
