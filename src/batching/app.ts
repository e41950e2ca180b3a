/** One instance: its clients, and its handlers by path. Everything that a module would keep lives in this closure. */
import { loadClients, makeClients } from './clients.ts';
import { type Context, newMemory } from './context.ts';
import { handleSingle } from './normal-flow.ts';
import { handleBatch } from './processor.ts';
import type { Settings } from './settings/index.ts';
import { PROCESSOR_PATH, RESPONDER_PATH } from './trigger.ts';
import { handleWebhook } from './webhook.ts';

type Handler = (request: Request) => Promise<Response>;

export const ROUTES = [
  { path: '/api/webhook', role: 'webhook' },
  { path: PROCESSOR_PATH, role: 'processor' },
  { path: RESPONDER_PATH, role: 'responder' },
] as const;

/** A fresh instance. Throws what making a client throws, where clients are made when the module is loaded. */
export function makeInstance(instance: string, settings: Settings): Readonly<Record<string, Handler>> {
  const clients = makeClients(instance, settings);
  if (settings.redisClientAt === 'load') loadClients(clients);
  const context: Context = { settings, clients, memory: newMemory() };
  return {
    '/api/webhook': (request) => handleWebhook(request, context),
    [PROCESSOR_PATH]: (request) => handleBatch(request, context),
    [RESPONDER_PATH]: (request) => handleSingle(request, context),
  };
}
