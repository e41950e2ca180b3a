import { Client as QStash } from '@upstash/qstash';
import { Redis } from '@upstash/redis';
import { deleteApp, getApps, getApp, initializeApp } from 'firebase/app';
import { getFirestore } from 'firebase/firestore/lite';
import OpenAI from 'openai';
const N = 20000;
async function t(name: string, f: (i: number) => unknown) {
  for (let i = 0; i < 2000; i += 1) { f(i); await new Promise((r) => setImmediate(r)); }
  let sum = 0;
  for (let i = 0; i < N; i += 1) { const a = performance.now(); f(i); await Promise.resolve(); await 0; await 0; await 0; await 0;await 0; await 0;await 0; sum += performance.now() - a; await new Promise((r) => setImmediate(r)); }
  console.log(name, ((sum / N) * 1000).toFixed(1), 'us');
}
const cfg = { projectId: 'p', apiKey: 'k' };
function old(name: string) { return getApps().find((a) => a.name === name); }
for (let r = 0; r < 2; r += 1) {
await t('nothing', () => 0);
await t('openai', () => new OpenAI({ apiKey: 'x' }));
await t('openai given', () => new OpenAI({ apiKey: 'x', organization: null, project: null, logLevel: 'warn', baseURL: 'https://api.openai.com/v1', webhookSecret: null }));
await t('redis', () => new Redis({ url: 'https://a.example', token: 't', enableTelemetry: false, automaticDeserialization: false }));
await t('qstash', () => new QStash({ token: 't', enableTelemetry: false }));
await t('firebase same name (registry hit)', () => getFirestore(initializeApp(cfg, 'i')));
const names = ['webhook-1','webhook-2','webhook-3','process-1','process-2','responder-1'];
await t('firebase delete first, 6 names', (i) => { const n = names[i % 6]!; const s = old(n); if (s) void deleteApp(s); return getFirestore(initializeApp(cfg, n)); });
await t('firebase delete first getApp try', (i) => { const n = names[i % 6]!; try { void deleteApp(getApp(n)); } catch {} return getFirestore(initializeApp(cfg, n)); });
await t('initializeApp + delete only', (i) => { const n = names[i % 6]!; const s = old(n); if (s) void deleteApp(s); return initializeApp(cfg, n); });
for (const a of getApps()) await deleteApp(a);
await t('firebase unique no delete', (i) => getFirestore(initializeApp(cfg, `m${r}-${i}`)));
for (const a of getApps()) await deleteApp(a);
}
