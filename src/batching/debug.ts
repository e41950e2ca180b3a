/** The extra log lines for the one user that somebody looks at. */
import { print } from './log-lines/index.ts';
import type { Settings } from './settings/index.ts';

export function debug(user: string, { debugUser }: Settings, what: string): void {
  if (user === debugUser) print('debug', { user, what });
}
