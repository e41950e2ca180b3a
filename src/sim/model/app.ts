/**
 * The app seam: what a run needs to know of the code under test. The logic does not import this file (it
 * imports client libraries only); its exports have these shapes, and the rooms where both meet hold them together.
 */
import type { ParamSpec } from './params.ts';
import type { Scalar } from './json.ts';

/** One instance's handlers by path. Module-level state of production code lives in the closure. */
export type Routes = Readonly<Record<string, (request: Request) => Promise<Response>>>;

/** Makes a fresh instance; the platform calls it once for every cold start, with that instance's name. */
export type App = (instance: string) => Routes;

/** The single tab: what it is given (a place to show replies) and what it offers (a box to type in). */
export type Baseline = (page: { readonly show: (user: string, text: string) => void }) => {
  readonly submit: (user: string, text: string) => void;
};

export interface RouteDescription {
  readonly path: string;
  /** What the route is for, in a word: `webhook`, `processor`, `responder`. Faults and lanes name instances by it. */
  readonly role: string;
}

export interface PolicyDescription {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** What it sets apart from the defaults of the settings. */
  readonly settings: Readonly<Record<string, Scalar>>;
  /** Parts of it that stand at their defaults: each with what it is where the part is taken away. */
  readonly parts?: Readonly<Record<string, Scalar>>;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  readonly sentence: string;
}

export interface LogLine {
  readonly id: string;
  /** The line with its holes in braces: `🚀 Processing batch: {count} messages`. */
  readonly template: string;
  readonly level: 'log' | 'warn' | 'error';
  /** Whether the reference document prints it; the others are the logic's own. */
  readonly documented: boolean;
  readonly sentence: string;
}

/** What the code under test tells of itself: data for the page, the command line and the documentation. */
export interface AppDescription {
  readonly routes: readonly RouteDescription[];
  readonly settings: readonly ParamSpec[];
  readonly policies: readonly PolicyDescription[];
  /** Settings that mitigate something and belong to no policy that is ours: each with the value that does it. */
  readonly mitigations: Readonly<Record<string, Scalar>>;
  readonly environment: readonly EnvironmentVariable[];
  readonly logLines: readonly LogLine[];
}
