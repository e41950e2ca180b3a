// A thread does not inherit the loader that lets Node run TypeScript: it is set up here, before the worker's own code.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
