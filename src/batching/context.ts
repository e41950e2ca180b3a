/** What a handler works with: the settings, and what its instance keeps from request to request. */
import type { Clients } from './clients.ts';
import { environment } from './environment.ts';
import type { Settings } from './settings/index.ts';

export interface Context {
  readonly settings: Settings;
  readonly clients: Clients;
  readonly memory: Memory;
}

/** Variables of the modules. Requests that one instance handles share them, at the same time where it takes several. */
export interface Memory {
  /** The feature flag as it was when the module was loaded. */
  readonly flagAtLoad: string | undefined;
  /** When each user was last seen typing, by this instance's clock. */
  readonly typingAt: Map<string, number>;
  /** Whoever wrote last. */
  sender: string | undefined;
}

export function newMemory(): Memory {
  return { flagAtLoad: environment('ENABLE_REDIS_BATCHING'), typingAt: new Map(), sender: undefined };
}

/** How a handler knows its sender from now on: to be asked at each use. */
export function keepSender(user: string, { settings, memory }: Context): () => string {
  if (settings.senderKept === 'request') return () => user;
  memory.sender = user;
  return () => memory.sender ?? user;
}
