/** The door of the exports: the catalogue, in the order in which a menu shows it. To add one is a file and a line. */
import { chromeTrace } from './chrome.ts';
import type { Export } from './exported.ts';
import { mermaid } from './mermaid.ts';
import { openTelemetry } from './otel.ts';
import { bugReport } from './report.ts';
import { playwrightTest, vitestTest } from './tests-of.ts';

export type { Export, ExportedRun } from './exported.ts';

export const EXPORTS: readonly Export[] = [bugReport, playwrightTest, vitestTest, mermaid, chromeTrace, openTelemetry];
