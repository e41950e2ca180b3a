/**
 * Imported before ioredis-mock. In a worker of a browser its build there asks while it loads for `window`, and for
 * `require` of modules that it then does not use. `returned-globals.ts` takes both away again, since other libraries
 * ask for them to find out where they run.
 */
const scope: object = globalThis;
const lent: string[] = [];

function lend(name: string, value: unknown): void {
  if (name in scope) return;
  Object.defineProperty(scope, name, { value, configurable: true });
  lent.push(name);
}

if ('WorkerGlobalScope' in scope) {
  lend('window', scope);
  lend('require', (name: string): object => {
    if (['fs', 'path', 'vm'].includes(name)) return {};
    throw new Error(`ioredis-mock requires ${name}, which no worker has`);
  });
}

/** Takes away what was lent. */
export function takeBack(): void {
  for (const name of lent.splice(0)) Reflect.deleteProperty(scope, name);
}
