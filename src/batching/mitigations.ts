/**
 * Switches that cure something by themselves and are no part of `hardened`, each with the value that does it. That each is
 * a fitting value other than the default is a test; what they cure, and what not, is in tests/scenarios (mitigations, cures).
 */
import type { Settings } from './settings/index.ts';

export const MITIGATIONS = {
  flowControl: 'user',
  lockMs: 60_000,
  lockRelease: 'owner-in-script',
  take: 'atomic',
  readFrom: 'primary',
  redisClients: 'shared',
  flagForMs: 300_000,
  userIds: 'normalised',
  onError: 'keep',
  saveBeforeClear: true,
  watchDeduplication: true,
  pingTimeoutMs: 500,
  // Under the rule of custody alone: beside `custody`, that is, or on top of `hardened`.
  echoReceipts: true,
} as const satisfies Partial<Settings>;
