// A real Redis server for the conformance tests: where one is, and how one comes here.
import { installPackage, mayInstallPackages, onPath } from './command.mjs';

export const HOW_TO_GET_REDIS =
  'Install redis-server (Debian: `apt-get install redis-server`; macOS: `brew install redis`).';

/**
 * Finds a redis-server, or installs one where that needs no one's leave.
 * @returns {string | undefined} its path; undefined where there is none and none could be had
 */
export function provideRedisServer() {
  const found = onPath('redis-server');
  if (found !== undefined) return found;
  return mayInstallPackages() && installPackage('redis-server') ? onPath('redis-server') : undefined;
}
