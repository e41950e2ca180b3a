/**
 * `WebAssembly.compile` and `instantiate` finish outside the microtask queue, after a number of turns that differs, and
 * two of them in either order. What makes the same at once stands behind a promise instead.
 */
import { wrap } from './builtins.ts';

export function computeAtOnce(): void {
  if (typeof WebAssembly !== 'object') return;
  const { Module, Instance } = WebAssembly;
  const compile = (source: unknown): WebAssembly.Module => new Module(source as BufferSource);
  wrap(WebAssembly, 'compile', async (_, [source]) => compile(source));
  wrap(WebAssembly, 'instantiate', async (_, [source, imports]) => {
    const given = imports as WebAssembly.Imports | undefined;
    if (source instanceof Module) return new Instance(source, given);
    const module = compile(source);
    return { module, instance: new Instance(module, given) };
  });
}
