/**
 * Imported before ioredis-mock. Its browser build reads `window` while it loads, and a worker has none. `no-window.ts`
 * takes it away again, since other libraries ask for `window` to find out whether they run in a page.
 */
const scope: object = globalThis;
export const windowIsOurs = !('window' in scope);
if (windowIsOurs) Object.defineProperty(scope, 'window', { value: scope, configurable: true });
