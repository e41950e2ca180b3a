// Is this Node new enough? Asked before anything else, in syntax that Node 14 can read, so that nobody meets a
// stack trace of some tool instead of the reason. The ranges are those that Vite, Vitest and Faker ask for.

/** As `engines` in package.json says it. */
export const NEEDED = '^20.19.0 || ^22.13.0 || >=24.0.0';

/**
 * Whether a version (`20.19.0`) is one of those needed.
 * @param {string} version
 */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 13;
  return major >= 24;
}

/** Ends the process with a sentence where this Node is none of them. */
export function requireNode() {
  if (isSupported(process.versions.node)) return;
  console.error(
    'Batching bench needs Node 20 (20.19 or later), 22 (22.13 or later), or 24 and later; this is Node ' +
      process.versions.node +
      '.\nGet one at https://nodejs.org, or with a version manager: `nvm install 22`.',
  );
  process.exit(1);
}
