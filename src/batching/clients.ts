/**
 * The clients of one instance, made when they are first needed and kept, as module-level variables of production code
 * are. Retries stay as the libraries have them; telemetry is off.
 */
import { Client as QStash, Receiver } from '@upstash/qstash';
import { Redis, type RedisConfigNodejs } from '@upstash/redis';
import { deleteApp, type FirebaseApp, getApps, initializeApp } from 'firebase/app';
import { type Firestore, getFirestore } from 'firebase/firestore/lite';
import OpenAI from 'openai';
import { environment } from './environment.ts';
import { type CustodyState, makeCustodyState } from './custody/state.ts';
import './libraries.ts';
import type { Settings } from './settings/index.ts';

export interface Clients {
  /** For what stands in Redis by itself: the lock, counts, ids that were seen. */
  readonly keyRedis: () => Redis;
  /** For the list. Another object than the one for keys, unless they are shared. */
  readonly listRedis: () => Redis;
  /** Gives up early; without retries, which to this library means one more at once. For the health check alone. */
  readonly pingRedis: () => Redis;
  /** The state under the rule of custody. What it gives up ends: nothing follows later that nobody waits for any more. */
  readonly custody: () => CustodyState;
  readonly qstash: () => QStash;
  /** Verifies what QStash delivers. */
  readonly receiver: () => Receiver;
  readonly firestore: () => Firestore;
  readonly openai: () => OpenAI;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function makeOpenai(): OpenAI {
  return new OpenAI({ apiKey: environment('OPENAI_API_KEY') });
}

function makeRedis(options: Partial<RedisConfigNodejs> = {}): Redis {
  return new Redis({
    url: environment('UPSTASH_REDIS_REST_URL'),
    token: environment('UPSTASH_REDIS_REST_TOKEN'),
    enableTelemetry: false,
    ...options,
  });
}

/** Ends a request, its retries included, after that time. */
function within(ms: number): () => AbortSignal {
  return () => AbortSignal.timeout(ms);
}

/** The logic reads and writes JSON of its own in the list; the client would parse it a second time. */
const AS_TEXT = { automaticDeserialization: false } as const;

function makeFirestore(instance: string): Firestore {
  const config: Record<string, string> = {};
  const projectId = environment('FIREBASE_PROJECT_ID');
  const apiKey = environment('FIREBASE_API_KEY');
  if (projectId !== undefined) config['projectId'] = projectId;
  if (apiKey !== undefined) config['apiKey'] = apiKey;
  return getFirestore(newFirebaseApp(config, instance));
}

/**
 * The library keeps a registry of apps by name: instances of one process need names of their own, and where a name was
 * used before it gives the old app back, state and settings of its past included, or throws if they differ. So the old
 * one is deleted first. It leaves the registry at once; the promise is for its services only, which nobody uses.
 */
function newFirebaseApp(config: Record<string, string>, name: string): FirebaseApp {
  const old = getApps().find((app) => app.name === name);
  if (old !== undefined) void deleteApp(old);
  return initializeApp(config, name);
}

function makeReceiver(): Receiver {
  return new Receiver({
    currentSigningKey: environment('QSTASH_CURRENT_SIGNING_KEY') ?? '',
    nextSigningKey: environment('QSTASH_NEXT_SIGNING_KEY') ?? '',
  });
}

export function makeClients(instance: string, settings: Settings): Clients {
  const { redisClients, listEntries, pingTimeoutMs, redisTimeoutMs } = settings;
  const listRedis = once(() => makeRedis(listEntries === 'text' ? AS_TEXT : {}));
  return {
    keyRedis: redisClients === 'shared' ? listRedis : once(makeRedis),
    listRedis,
    pingRedis: once(() => makeRedis({ retry: false, signal: within(pingTimeoutMs) })),
    custody: once(() => makeCustodyState(makeRedis({ ...AS_TEXT, signal: within(redisTimeoutMs) }), settings)),
    qstash: once(() => new QStash({ token: environment('QSTASH_TOKEN') ?? '', enableTelemetry: false })),
    receiver: once(makeReceiver),
    firestore: once(() => makeFirestore(instance)),
    openai: once(makeOpenai),
  };
}

/** Makes those that modules make when they are loaded. */
export function loadClients({ keyRedis, listRedis }: Clients): void {
  keyRedis();
  listRedis();
}
