/** What a handler works with: the settings, and what its instance keeps from request to request. */
import type { Clients } from './clients.ts';
import type { Settings } from './settings/index.ts';

export interface Context {
  readonly settings: Settings;
  readonly clients: Clients;
}
