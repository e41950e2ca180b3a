/** One instance: its clients, and its handlers by path. Everything that a module would keep lives in this closure. */
import { makeClients } from './clients.ts';
import { handleSingle } from './normal-flow.ts';
import { handleBatch } from './processor.ts';
import type { Settings } from './settings.ts';
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
  const clients = makeClients(instance);
  if (settings.redisClientAt === 'load') clients.redis();
  return {
    '/api/webhook': (request) => handleWebhook(request, clients, settings),
    [PROCESSOR_PATH]: (request) => handleBatch(request, clients, settings),
    [RESPONDER_PATH]: (request) => handleSingle(request, clients, settings),
  };
}
