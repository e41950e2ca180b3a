/** The door of the function platform: instances, deployments, maximum duration. */
export { PLATFORM_CONSTANTS } from './constants.ts';
export { Deployments, PRODUCTION_ORIGIN } from './deployments.ts';
export type { Instance } from './instance.ts';
export { platformError } from './pages.ts';
export { Platform } from './platform.ts';
