/** The environment that a deployment is made with, read at each call: a change needs a new deployment to be seen. */
declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

export function environment(name: string): string | undefined {
  return process.env[name];
}

/** Values of a deployment that is set up right; hosts and secrets are invented. */
export const ENVIRONMENT = [
  { name: 'ENABLE_REDIS_BATCHING', value: 'true', sentence: 'The feature flag: batching is on where this is "true".' },
  { name: 'UPSTASH_REDIS_REST_URL', value: 'https://redis.upstash.example', sentence: 'Where Redis is reached.' },
  { name: 'UPSTASH_REDIS_REST_TOKEN', value: 'redis-token', sentence: 'The token for Redis.' },
  { name: 'QSTASH_TOKEN', value: 'qstash-token', sentence: 'The token for QStash.' },
  { name: 'QSTASH_CURRENT_SIGNING_KEY', value: 'sig-current', sentence: 'The key that QStash signs deliveries with.' },
  { name: 'QSTASH_NEXT_SIGNING_KEY', value: 'sig-next', sentence: 'The key that it will sign with next.' },
  { name: 'OPENAI_API_KEY', value: 'openai-key', sentence: 'The key for the model.' },
  { name: 'FIREBASE_PROJECT_ID', value: 'chatbot-example', sentence: 'The project that Firestore belongs to.' },
  { name: 'FIREBASE_API_KEY', value: 'firebase-key', sentence: 'The key for Firestore.' },
  { name: 'FACEBOOK_PAGE_ACCESS_TOKEN', value: 'page-token', sentence: 'The token for the Send API.' },
  { name: 'FACEBOOK_APP_SECRET', value: 'app-secret', sentence: 'The secret that webhooks are signed with.' },
  { name: 'FACEBOOK_VERIFY_TOKEN', value: 'verify-token', sentence: 'What Messenger must say when it subscribes.' },
] as const;
