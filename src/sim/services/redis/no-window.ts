/** Imported after ioredis-mock: see `window.ts`. */
import { windowIsOurs } from './window.ts';

if (windowIsOurs) Reflect.deleteProperty(globalThis, 'window');
