import { Client as QStash } from '@upstash/qstash';
import { Redis } from '@upstash/redis';
import { deleteApp, getApps, getApp, initializeApp } from 'firebase/app';
import { doc, getFirestore, getDoc } from 'firebase/firestore/lite';
import OpenAI from 'openai';
const N = 5000;
function t(name: string, f: (i: number) => unknown) {
  for (let i = 0; i < 500; i += 1) f(i);
  const a = performance.now();
  for (let i = 0; i < N; i += 1) f(i);
  console.log(name, (((performance.now() - a) / N) * 1000).toFixed(1), 'us');
}
const cfg = { projectId: 'p', apiKey: 'k' };
for (let r = 0; r < 2; r += 1) {
t('openai', () => new OpenAI({ apiKey: 'x' }));
t('openai logLevel fetch', () => new OpenAI({ apiKey: 'x', organization: null, project: null, logLevel: 'warn', baseURL: 'https://api.openai.com/v1', webhookSecret: null }));
t('redis', () => new Redis({ url: 'https://a.example', token: 't', enableTelemetry: false, automaticDeserialization: false }));
t('qstash', () => new QStash({ token: 't', enableTelemetry: false }));
t('firebase same name (registry hit)', (i) => getFirestore(initializeApp(cfg, 'i' )));
t('firebase delete first', (i) => { const s = getApps().find((a) => a.name === 'j'); if (s) void deleteApp(s); return getFirestore(initializeApp(cfg, 'j')); });
t('firebase initializeApp unique', (i) => initializeApp(cfg, `n${i}-${Math.random()}`));
t('firebase unique', (i) => getFirestore(initializeApp(cfg, `m${i}-${Math.random()}`)));
for (const a of getApps()) await deleteApp(a);
{
let app = initializeApp(cfg,'z');
t('getFirestore only x1', () => getFirestore(app));
}
for (const a of getApps()) await deleteApp(a);
}
