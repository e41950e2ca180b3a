/** What hand-drawn traces are made of: events whose references are still drafts, and what a call may say of itself. */
import type { Json } from '../../src/sim/model/json.ts';
import type { NodeInfo, StateChange, TraceEvent } from '../../src/sim/model/trace.ts';

export const ONE_WAY_MS = 50;

export type Facts = Readonly<Record<string, Json>>;
type Common = 'id' | 'clockMs' | 'causes' | 'messages' | 'users' | 'side' | 'invocation' | 'request' | 'timer';
type Loose<E> = E extends TraceEvent ? Omit<E, Common> & Partial<Pick<E, 'messages' | 'users' | 'side'>> : never;

/** An event whose references are still drafts. */
export interface Draft {
  readonly event: Loose<TraceEvent>;
  readonly request?: Draft | undefined;
  readonly invocation?: Draft | 'self' | undefined;
  readonly causes?: readonly Draft[];
}

export const SERVICES = {
  redis: { id: 'redis', role: 'redis', side: 'pipeline', label: 'Redis' },
  qstash: { id: 'qstash', role: 'qstash', side: 'pipeline', label: 'QStash' },
  openai: { id: 'openai', role: 'openai', side: 'pipeline', label: 'OpenAI' },
  firestore: { id: 'firestore', role: 'firestore', side: 'pipeline', label: 'Firestore' },
  messenger: { id: 'messenger', role: 'messenger', side: 'pipeline', label: 'Messenger' },
} as const satisfies Record<string, NodeInfo>;

export type ServiceName = keyof typeof SERVICES;

export interface CallParts {
  readonly messages?: readonly string[];
  /** What the answer gives: from Redis, the messages read. */
  readonly given?: readonly string[];
  readonly facts?: Facts;
  readonly patch?: readonly StateChange[];
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly worksMs?: number;
  /** The answer never comes back. */
  readonly lost?: boolean;
}

export interface PublishParts {
  readonly id: string;
  readonly dueAtMs?: number;
  readonly deduplicated?: boolean;
  readonly dedupId?: string;
  readonly retries?: number;
  readonly messages?: readonly string[];
}

/** Where drafts are collected. */
export interface Drawing {
  readonly add: (draft: Draft) => Draft;
  /** Something that a service notes. */
  readonly note: (atMs: number, service: ServiceName, operation: string, facts: Facts) => unknown;
  /** The node of the user's phone. */
  readonly phone: (user: string) => string;
}
