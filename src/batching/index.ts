/**
 * The door of the code under test. `describe` tells what can be set and what it prints; `create` makes the app for
 * some settings; `createBaseline` makes the single tab for them. Production code: it knows client libraries and
 * nothing of who runs it.
 */
import { makeInstance, ROUTES } from './app.ts';
import { openTab, type Page } from './baseline.ts';
import { ENVIRONMENT } from './environment.ts';
import { LOG_LINES } from './log-lines/index.ts';
import { MITIGATIONS } from './mitigations.ts';
import { POLICIES } from './policies/index.ts';
import { type GivenSettings, readSettings, SETTINGS } from './settings/index.ts';

export function describe() {
  return {
    routes: ROUTES,
    settings: SETTINGS,
    policies: POLICIES,
    mitigations: MITIGATIONS,
    environment: ENVIRONMENT,
    logLines: LOG_LINES,
  } as const;
}

/** Gives the function that the platform calls once for every cold start. Throws for settings that do not exist or fit. */
export function create(given: GivenSettings) {
  const settings = readSettings(given);
  return (instance: string) => makeInstance(instance, settings);
}

/** The same for the tab. */
export function createBaseline(given: GivenSettings) {
  const settings = readSettings(given);
  return (page: Page) => openTab(page, settings);
}
