/**
 * Blobs for code under test. The host reads them outside the microtask queue: a browser always, Node since version 24
 * where it reads them as a stream. So the run counts what is read, and a blob's stream is one part that is read at once.
 */
import { counted } from './counted.ts';
import { Patch } from './patches.ts';
import { currentNode } from './stage.ts';

type Reader = (this: Blob) => Promise<unknown>;

const READERS = ['text', 'arrayBuffer', 'bytes'] as const;

export function blobReplacements(): readonly Patch[] {
  const readers = READERS.flatMap((name) => {
    const original: unknown = Reflect.get(Blob.prototype, name);
    if (typeof original !== 'function') return [];
    const read: Reader = function read(this: Blob) {
      return counted(Promise.resolve(Reflect.apply(original, this, []) as unknown));
    };
    return [new Patch(Blob.prototype, name, read)];
  });
  return [...readers, streamReplacement()];
}

function streamReplacement(): Patch {
  const original: unknown = Reflect.get(Blob.prototype, 'stream');
  return new Patch(Blob.prototype, 'stream', function stream(this: Blob): unknown {
    if (currentNode() === undefined && typeof original === 'function')
      return Reflect.apply(original, this, []) as unknown;
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const bytes = new Uint8Array(await this.arrayBuffer());
        if (bytes.length > 0) controller.enqueue(bytes);
        controller.close();
      },
    });
  });
}
