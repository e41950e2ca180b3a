/**
 * The feature flag: the deployment's environment first, then the list of test users. What a user's first message was
 * told may hold for the whole conversation, whichever deployment serves the next one.
 */
import type { Context } from './context.ts';
import { environment } from './environment.ts';
import { print } from './log-lines/index.ts';
import type { Settings } from './settings/index.ts';

const ON = 'on';
const OFF = 'off';

export async function isBatchingEnabled(user: string, context: Context): Promise<boolean> {
  const enabled = isEnabledHere(user, context);
  const { flagForMs } = context.settings;
  if (flagForMs === 0) return enabled;
  try {
    const mine = enabled ? ON : OFF;
    const options = { nx: true, px: flagForMs, get: true } as const;
    const first: unknown = await context.clients.keyRedis().set(`batch_flag_${user}`, mine, options);
    return (first ?? mine) === ON;
  } catch (error) {
    print('flag-failed', { error });
    return enabled;
  }
}

function isEnabledHere(user: string, { settings, memory }: Context): boolean {
  const raw = settings.flagReadAt === 'load' ? memory.flagAtLoad : environment('ENABLE_REDIS_BATCHING');
  print('checking', { user });
  print('flag-value', { value: raw });
  const value = settings.trimFlag ? raw?.trim() : raw;
  const enabled = value === 'true' && isTestUser(user, settings);
  print('flag-result', { enabled });
  return enabled;
}

function isTestUser(user: string, { testUsers, userIds }: Settings): boolean {
  const ids = testUsers.split(',').map((id) => id.trim());
  return userIds === 'exact' ? ids.includes(user) : ids.map(normalised).includes(normalised(user));
}

/** As a text: beyond 2^53 a number would change the id. */
function normalised(id: string): string {
  return id.trim().replace(/^0+(?=\d)/, '');
}
