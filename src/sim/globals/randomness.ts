/** `Math.random` and `crypto` draw from the stream of the current node. */
import { fillBytes, uuid } from './random.ts';
import { currentNode, getter, type Replacement, replacement } from './stage.ts';
import { makeSubtle } from './subtle.ts';

export function randomnessReplacements(): readonly Replacement[] {
  const hostRandom = Math.random;
  const host = globalThis.crypto;
  const hostUuid = host.randomUUID.bind(host);
  const hostFill = host.getRandomValues.bind(host);
  const hostSubtle = host.subtle;
  const subtle = makeSubtle(hostSubtle);
  const randomUUID = (): string => {
    const node = currentNode();
    return node === undefined ? hostUuid() : uuid(node.random);
  };
  const getRandomValues = <T extends ArrayBufferView<ArrayBuffer>>(view: T): T => {
    const node = currentNode();
    return node === undefined ? hostFill(view) : fillBytes(node.random, view);
  };
  return [
    replacement(Math, 'random', () => currentNode()?.random.share() ?? hostRandom()),
    replacement(host, 'randomUUID', randomUUID),
    replacement(host, 'getRandomValues', getRandomValues),
    getter(host, 'subtle', () => (currentNode() === undefined ? hostSubtle : subtle)),
  ];
}
