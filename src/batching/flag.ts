/** The feature flag: the deployment's environment first, then the list of test users. Read at every call. */
import { environment } from './environment.ts';
import { print } from './log-lines/index.ts';
import type { Settings } from './settings/index.ts';

export function isBatchingEnabled(user: string, { trimFlag, testUsers }: Settings): boolean {
  const raw = environment('ENABLE_REDIS_BATCHING');
  print('checking', { user });
  print('flag-value', { value: raw });
  const value = trimFlag ? raw?.trim() : raw;
  const enabled = value === 'true' && testUsers.split(',').some((id) => id.trim() === user);
  print('flag-result', { enabled });
  return enabled;
}
